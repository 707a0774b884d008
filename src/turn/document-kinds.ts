// Every kind of document that is stored, with its schema and the steps that lift older ones. A changed schema gets a new
// number here, a step, and an old document as the step's test.

import { DESK_SCHEMA } from '../campaign/desk.ts'
import { SESSION_SCHEMA } from '../conversation/session.ts'
import { OUTBOX_SCHEMA } from '../delivery/outbox.ts'
import { REMINDERS_SCHEMA } from '../reminder/book.ts'
import { UNIT_REPORTS_SCHEMA } from '../report/unit-reports.ts'
import type { DocumentKind } from '../store/port.ts'

export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  { name: 'unit', schema: UNIT_REPORTS_SCHEMA, upgrades: [] },
  { name: 'person', schema: SESSION_SCHEMA, upgrades: [] },
  { name: 'desk', schema: DESK_SCHEMA, upgrades: [] },
  { name: 'reminders', schema: REMINDERS_SCHEMA, upgrades: [] },
  { name: 'outbox', schema: OUTBOX_SCHEMA, upgrades: [] },
]

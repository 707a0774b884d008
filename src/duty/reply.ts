// An answer about duties -> the text that is sent. Only matches answers with sentences; both sides decide the rest.

import {
  departmentChoice,
  dutyChoice,
  dutyNotNamed,
  dutyOwners,
  dutyScope,
  dutySubjects,
  dutyVerdict,
  dutyWithoutOwner,
} from '../wording/duty.ts'
import type { DutyAnswer } from './duty-answer.ts'
import type { DutyIndex } from './duty-index.ts'

/** The text of an answer, a few lines of Chinese. `numbered`: whether a bare number will be understood as a choice. */
export function renderDuty(index: DutyIndex, answer: DutyAnswer, numbered: boolean): string {
  switch (answer.kind) {
    case 'owners':
      return dutyOwners(answer.duties, answer.reading)
    case 'verdict':
      return dutyVerdict(answer.holds, answer.duties, answer.reading)
    case 'scope':
      return dutyScope(answer.duties, answer.reading)
    case 'subjects':
      return dutySubjects(
        answer.groups.map(({ department, duties }) => ({
          department,
          subjects: duties.map(({ subject }) => subject),
          clauses: duties.map(({ clause }) => clause),
        })),
      )
    case 'which-matter':
      return dutyChoice(answer.options, numbered)
    case 'which-department':
      return departmentChoice(answer.departments)
    case 'no-owner':
      return dutyWithoutOwner(
        answer.duties.map(({ subject }) => subject),
        [...new Set(answer.duties.flatMap(({ owners }) => owners))],
        index.office,
      )
    case 'not-named':
      return dutyNotNamed(
        answer.nearest.map(({ subject }) => subject),
        index.fallback?.say,
        index.office,
      )
  }
}

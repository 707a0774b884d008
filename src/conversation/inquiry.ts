// A contact's question to the office: 问办公室 sends it there with the item that is open, the answer comes back into the chat.

import type { Inquiry } from '../campaign/desk.ts'
import { officeOf, type Unit } from '../campaign/roster.ts'
import { fieldOf } from '../form/checks.ts'
import * as wording from '../wording/desk.ts'
import { tellOthers } from './joining.ts'
import {
  contactOf,
  deskOf,
  formOf,
  nameOf,
  packOf,
  type Scene,
  say,
  tell,
  withDesk,
  withoutPending,
  withSession,
} from './scene.ts'

/** Questions of one person that wait for an answer. */
const MOST_OF_ONE = 3
/** Characters of a question and of an answer. */
const LONGEST = 500

const ASK =
  /^\s*(?:我要|我想|请|麻烦|帮我|帮忙)*(?:问一?下|问问|请教|转告|转给|问)\s*(?:镇|区|街道)?(?:办公室|安委办|专班)[，,：:。\s]*/

/** The unit on whose behalf a person asks: the one being filled, else the only one. */
function unitOf({ session, person }: Scene): Unit | undefined {
  return session.fill?.unit ?? person.units[0]
}

/** The words behind 「问办公室」; undefined when the text does not begin so, empty when nothing follows. */
export function inquiryIn(text: string): string | undefined {
  const opening = ASK.exec(text)
  return opening ? text.slice(opening[0].length).trim() : undefined
}

/** Asks what is to be asked; the next message is the question. */
export function beginInquiry(scene: Scene): Scene {
  const unit = unitOf(scene)
  if (!unit) return say(scene, wording.nobodyInOffice('办公室', undefined))
  const { office } = packOf(scene, unit.campaign).campaign
  if (officeOf(scene.world.roster, unit.campaign).length === 0) {
    return say(withoutPending(scene), wording.nobodyInOffice(office.name, contactOf(scene, unit.campaign)))
  }
  return say(withSession(scene, { pending: { kind: 'inquiry' } }), wording.askInquiry(office.name))
}

/** Sends a question to the office of the unit's campaign. */
export function sendInquiry(scene: Scene, question: string): Scene {
  const plain = withoutPending(scene)
  const unit = unitOf(scene)
  if (!unit) return say(plain, wording.nobodyInOffice('办公室', undefined))
  const { office } = packOf(scene, unit.campaign).campaign
  const people = officeOf(scene.world.roster, unit.campaign)
  if (people.length === 0) return say(plain, wording.nobodyInOffice(office.name, contactOf(scene, unit.campaign)))
  const desk = deskOf(scene, unit.campaign)
  const { userid, name } = scene.person
  if (desk.inquiries.filter((one) => one.userid === userid).length >= MOST_OF_ONE) {
    return say(plain, wording.inquiryTooMany(office.name))
  }
  const field = scene.session.fill?.field
  const text = [...question.trim()].slice(0, LONGEST).join('')
  const number = desk.nextNumber
  const inquiry: Inquiry = { number, userid, unit, text, at: scene.now, ...(field === undefined ? {} : { field }) }
  const kept = withDesk(plain, { ...desk, nextNumber: number + 1, inquiries: [...desk.inquiries, inquiry] })
  const item = field === undefined ? undefined : `${field} ${fieldOf(formOf(scene, unit), field).short}`
  const told = people.reduce(
    (next, person) => tell(next, unit.campaign, person.userid, wording.inquiry(number, name, unit.name, item, text)),
    kept,
  )
  return say(told, wording.inquirySent(office.name))
}

/** 「答 4 外包的不算」 of someone of the office; undefined when it is no answer to a question that waits. */
export function answerInquiry(scene: Scene, text: string): Scene | undefined {
  const match = /^\s*(?:答复|答|回复|回答)\s*(?:(?:第)?(\d{1,6})号?)?[：:，,\s]*(\S[\s\S]*)$/.exec(text)
  if (!match) return undefined
  const open = scene.person.office.flatMap((campaign) => deskOf(scene, campaign).inquiries)
  const number = match[1] === undefined ? undefined : Number(match[1])
  if (open.length === 0 && number === undefined) return undefined
  const inquiry =
    number === undefined ? (open.length === 1 ? open[0] : undefined) : open.find((one) => one.number === number)
  if (!inquiry) {
    return number === undefined
      ? say(scene, wording.waiting(waitingLines(scene)))
      : say(scene, wording.noSuchNumber(number))
  }
  const desk = deskOf(scene, inquiry.unit.campaign)
  const { office } = packOf(scene, inquiry.unit.campaign).campaign
  const answer = [...(match[2] ?? '').trim()].slice(0, LONGEST).join('')
  const kept = withDesk(scene, { ...desk, inquiries: desk.inquiries.filter((one) => one !== inquiry) })
  const told = tell(
    kept,
    inquiry.unit.campaign,
    inquiry.userid,
    wording.inquiryAnswered(office.name, inquiry.text, answer, inquiry.field !== undefined),
  )
  const asker = nameOf(scene, inquiry.userid)
  return say(
    tellOthers(told, inquiry.unit.campaign, wording.inquirySettled(inquiry.number, asker)),
    wording.answerSent(asker),
  )
}

/** 「待办」: what waits for the office. */
export function answerWaiting(scene: Scene, text: string): Scene | undefined {
  if (!/^\s*(?:待办|待办事项|待处理|有什么要办|还有什么要回|要回的)[?？吗。]*\s*$/.test(text)) return undefined
  return say(scene, wording.waiting(waitingLines(scene)))
}

function waitingLines(scene: Scene): readonly string[] {
  return scene.person.office
    .flatMap((campaign) => {
      const { requests, inquiries } = deskOf(scene, campaign)
      return [
        ...requests.map(({ number, name, unit }) => ({ number, line: wording.waitingJoin(number, name, unit.name) })),
        ...inquiries.map(({ number, userid, unit, text }) => ({
          number,
          line: wording.waitingInquiry(number, nameOf(scene, userid), unit.name, text),
        })),
      ]
    })
    .sort((a, b) => a.number - b.number)
    .map(({ line }) => line)
}

// The XML of callbacks and passive replies: renders what WeCom sends, reads what the bot answers. No crypto, no network.

import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** Something a person does in the app. `at` is in whole seconds; two deliveries of one happening carry the same id and time. */
export type Gesture =
  | { readonly kind: 'text'; readonly from: string; readonly at: number; readonly id: string; readonly text: string }
  | { readonly kind: 'enter'; readonly from: string; readonly at: number }
  | { readonly kind: 'click'; readonly from: string; readonly at: number; readonly key: string }
  /** A button of a card; `code` lets the bot change that card once. */
  | {
      readonly kind: 'tap'
      readonly from: string
      readonly at: number
      readonly key: string
      readonly task: string
      readonly code: string
    }

export interface App {
  readonly corpId: string
  readonly agentId: number
}

/** The plaintext that WeCom encrypts for a gesture. */
export function renderGesture(gesture: Gesture, app: App): string {
  return [
    `<xml><ToUserName>${cdata(app.corpId)}</ToUserName>`,
    `<FromUserName>${cdata(gesture.from)}</FromUserName>`,
    `<CreateTime>${gesture.at}</CreateTime>`,
    ...ownElements(gesture),
    `<AgentID>${app.agentId}</AgentID>`,
    '</xml>',
  ].join('\n')
}

const EVENTS = { enter: 'enter_agent', click: 'click', tap: 'template_card_event' } as const

function ownElements(gesture: Gesture): string[] {
  if (gesture.kind === 'text') {
    return [
      `<MsgType>${cdata('text')}</MsgType>`,
      `<Content>${cdata(gesture.text)}</Content>`,
      `<MsgId>${gesture.id}</MsgId>`,
    ]
  }
  const key = gesture.kind === 'enter' ? '' : gesture.key
  return [
    `<MsgType>${cdata('event')}</MsgType>`,
    `<Event>${cdata(EVENTS[gesture.kind])}</Event>`,
    `<EventKey>${cdata(key)}</EventKey>`,
    ...(gesture.kind === 'tap'
      ? [
          `<TaskId>${cdata(gesture.task)}</TaskId>`,
          `<CardType>${cdata('button_interaction')}</CardType>`,
          `<ResponseCode>${cdata(gesture.code)}</ResponseCode>`,
        ]
      : []),
  ]
}

/** The body of the POST around an encrypted gesture. */
export function renderDelivery(encrypted: string, app: App): string {
  return [
    `<xml><ToUserName>${cdata(app.corpId)}</ToUserName>`,
    `<AgentID>${cdata(String(app.agentId))}</AgentID>`,
    `<Encrypt>${cdata(encrypted)}</Encrypt>`,
    '</xml>',
  ].join('\n')
}

/** A section cannot hold `]]>`; the text is cut there and goes on in a second section. */
function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

const parser = new XMLParser({ parseTagValue: false, ignoreAttributes: true, trimValues: false })

/** The text of each element directly under `xml`; throws when it is not well-formed. Nested elements are left out. */
export function parseElements(xml: string): ReadonlyMap<string, string> {
  const valid = XMLValidator.validate(xml)
  if (valid !== true) throw new Error(`not well-formed XML: ${valid.err.msg}`)
  const root: unknown = parser.parse(xml).xml
  if (typeof root !== 'object' || root === null) throw new Error('no <xml> element')
  return new Map(Object.entries(root).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

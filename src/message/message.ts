// A message without its channel: what someone said to the bot, and what the bot says to someone.

interface InboundBase {
  /**
   * The same for every delivery of the same message, whatever the channel sends again: WeCom's MsgId, or for an event
   * a key made of sender, time, event and its details.
   */
  readonly id: string
  /** The sender's userid as on the roster, lower case (WeCom's userids are case-insensitive). */
  readonly from: string
}

export type Inbound =
  | (InboundBase & {
      readonly kind: 'text'
      readonly text: string
      /** Said into the phone and written down by the channel: what was heard is shown, and nothing is kept unasked. */
      readonly spoken?: true
    })
  /** The person opened the chat (WeCom: enter_agent, subscribe). */
  | (InboundBase & { readonly kind: 'enter' })
  /** The person tapped a menu entry; the key is the command's word, such as 填报. */
  | (InboundBase & { readonly kind: 'click'; readonly key: string })
  /** Something that the bot cannot read yet. */
  | (InboundBase & {
      readonly kind: 'unreadable'
      readonly type: 'image' | 'voice' | 'video' | 'location' | 'link' | 'file'
    })

export interface Outbound {
  readonly to: string
  readonly text: string
  readonly format: 'text' | 'markdown'
}

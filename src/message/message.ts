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

/** A button below a text: what it shows, and the word that a tap sends as if it had been typed (开始填报 sends 填报). */
export interface MenuEntry {
  readonly label: string
  readonly word: string
}

/** What a file is to be made from when its time comes; whoever makes files knows what `what` and `of` mean. */
export interface FileRecipe {
  readonly type: 'file' | 'image'
  readonly what: string
  readonly of: Readonly<Record<string, string>>
}

export interface Outbound {
  readonly to: string
  readonly text: string
  readonly format: 'text' | 'markdown'
  /** At most three buttons. Where a channel has none, the text says what to send instead. */
  readonly menu?: readonly MenuEntry[]
  /** Sent in place of the text, which is what the person gets when the file cannot be made or is refused. */
  readonly file?: FileRecipe
  /** The campaign it is about: that office is told when the person cannot be reached. */
  readonly campaign?: string
}

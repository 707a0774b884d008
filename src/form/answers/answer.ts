// What a typed answer was understood as. Closed unions: whoever reads one must handle every branch.

/** Commands that mean the same wherever they are typed. */
export type Command =
  | 'skip'
  | 'back'
  | 'pause'
  | 'same'
  | 'na'
  | 'help'
  | 'list'
  | 'cancel'
  | 'submit'
  | 'undo'
  | 'fill'
  | 'correct'
  | 'confirm'
  | 'deny'
  | 'rest-zero'
  | 'rest-same'
  | 'no-change'
  | 'define'
  | 'greet'
  | 'thank'
  | 'restart'
  | 'more'
  | 'ask-office'

/** Why an answer was not taken. Each has its own sentence in wording/. */
export type AskAgainCode =
  | 'approximate'
  | 'range'
  | 'negative'
  | 'decimal'
  | 'too-large'
  | 'ambiguous'
  | 'partial'
  | 'part-exceeds-whole'
  | 'identity-number'
  | 'date'
  | 'arithmetic'
  | 'other-unit'
  | 'other-field'
  | 'code'
  | 'several-numbers'
  | 'unreadable'
  | 'too-long'
  | 'no-such-day'

export interface AskAgain {
  readonly outcome: 'ask-again'
  readonly code: AskAgainCode
  /** The words that could not be taken, at most 40 characters, to be repeated to the person. */
  readonly quote: string
  /** For `partial`: what is known, with undefined where the component was not said. */
  readonly known?: readonly (number | undefined)[]
}

/** An answer in numbers: what every kind but text and date has. */
export type NumericAnswer = { readonly outcome: 'value'; readonly values: readonly number[] } | AskAgain

/** Any answer; `values` is a figure as it is kept: numbers, words, or a day as 2023-06-26. */
export type Answer = { readonly outcome: 'value'; readonly values: readonly number[] | string } | AskAgain

// How much of a question a longer text covers, by pairs of neighbouring characters: the words people choose are rarely
// the words that a pack lists, but most of their characters stand in the passage that answers them.

import { isLatin } from './normalise.ts'

/** The pairs of neighbouring characters of normalised texts, and their Latin words whole. */
export type Pairs = ReadonlySet<string>

export function pairsOf(texts: readonly string[]): Pairs {
  const pairs = new Set<string>()
  for (const part of texts.flatMap((text) => text.split(/[ ,]+/))) {
    if (isLatin(part)) pairs.add(part)
    else for (let at = 0; at + 1 < part.length; at++) pairs.add(part.slice(at, at + 2))
  }
  return pairs
}

/** The places of a normalised text that belong to a pair, or a Latin word, of the passage. */
export function spreadOf(passage: Pairs, text: string): ReadonlySet<number> {
  const covered = new Set<number>()
  for (const { pair, start } of piecesOf(text)) {
    if (passage.has(pair)) for (let at = start; at < start + pair.length; at++) covered.add(at)
  }
  return covered
}

interface Piece {
  readonly pair: string
  readonly start: number
}

let lastText = ''
let lastPieces: readonly Piece[] = []

/** One question is held against hundreds of passages in turn, so its pieces are kept until the next. */
function piecesOf(text: string): readonly Piece[] {
  if (text === lastText) return lastPieces
  const pieces: Piece[] = []
  let at = 0
  for (const part of text.split(/([ ,]+)/)) {
    if (isLatin(part)) pieces.push({ pair: part, start: at })
    else for (let c = 0; c + 1 < part.length; c++) pieces.push({ pair: part.slice(c, c + 2), start: at + c })
    at += part.length
  }
  lastText = text
  lastPieces = pieces
  return pieces
}

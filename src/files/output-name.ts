// What a file that is handed out is called: 龙门镇_调度表_2023-06_汇总.xlsx.

/** Long enough for two names of units; with three bytes a character still below the 255 that file systems take. */
const LONGEST = 80

/** Joins the parts by _, keeping only letters, digits, brackets and hyphens, so that the name is safe on any system. */
export function outputName(parts: readonly string[], extension: 'xlsx' | 'docx' | 'csv' | 'png'): string {
  const safe = parts.map((part) => part.replace(/[^\p{L}\p{N}（）()-]/gu, '')).filter((part) => part !== '')
  return `${[...safe.join('_')].slice(0, LONGEST).join('')}.${extension}`
}

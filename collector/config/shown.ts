/** Text from a file as a message may repeat it: short, on one line, with nothing that a terminal would obey. */
export function shown(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text
  return /^[!-~…]([ -~…]*[!-~…])?$/.test(short) ? short : shownInQuotes(text)
}

export function shownInQuotes(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text
  return JSON.stringify(short).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, escaped)
}

function escaped(character: string): string {
  return `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`
}

/**
 * Where a text stops being JSON: the offset of the first sign that does not belong there, null where all of it
 * does. The parser of the language itself tells the place of some faults only.
 */
export function jsonFault(text: string): number | null {
  // A list of our own, not the stack of calls: a text can be nested a million deep.
  const open: string[] = []
  let expected: Expected = 'value'
  for (let at = afterSpace(text, 0); at < text.length; at = afterSpace(text, at)) {
    const sign = text[at]!
    const step: Step | null = expected === 'more' ? afterValue(sign, open.at(-1)) : begin(text, at, expected)
    if (!step) return at
    if (step.fault !== undefined) return step.fault
    if (step.opens) open.push(sign)
    if (step.closes) open.pop()
    at = step.end ?? at + 1
    expected = step.next
  }
  return expected === 'more' && open.length === 0 ? null : text.length
}

/** `first…`: the bracket may also be closed at once. `more`: a comma, or the end of what is open. */
type Expected = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'more'

interface Step {
  next: Expected
  opens?: true
  closes?: true
  /** Where the text goes on; the next sign where nothing is said. */
  end?: number
  fault?: number
}

function begin(text: string, at: number, expected: Exclude<Expected, 'more'>): Step | null {
  const sign = text[at]!
  if (expected === 'colon') return sign === ':' ? { next: 'value' } : null
  const isKey = expected === 'key' || expected === 'first key'
  if (expected === 'first value' && sign === ']') return { next: 'more', closes: true }
  if (expected === 'first key' && sign === '}') return { next: 'more', closes: true }
  if (sign === '"') return stringFrom(text, at, isKey ? 'colon' : 'more')
  if (isKey) return null
  if (sign === '{') return { next: 'first key', opens: true }
  if (sign === '[') return { next: 'first value', opens: true }
  word.lastIndex = at
  return word.test(text) ? { next: 'more', end: word.lastIndex } : null
}

const word = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

function afterValue(sign: string, within: string | undefined): Step | null {
  if (within === '{' && sign === ',') return { next: 'key' }
  if (within === '[' && sign === ',') return { next: 'value' }
  const closing = within === '{' ? '}' : within === '[' ? ']' : undefined
  return sign === closing ? { next: 'more', closes: true } : null
}

/** By hand: an expression would keep a way back for every character of a text of megabytes. */
function stringFrom(text: string, start: number, next: Expected): Step {
  for (let at = start + 1; at < text.length; at++) {
    const sign = text[at]!
    if (sign === '"') return { next, end: at + 1 }
    if (sign < ' ') return { next, fault: at }
    if (sign !== '\\') continue
    escape.lastIndex = at
    if (!escape.test(text)) return { next, fault: at }
    at = escape.lastIndex - 1
  }
  return { next, fault: text.length }
}

const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

function afterSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\n\r'.includes(text[at]!)) at++
  return at
}

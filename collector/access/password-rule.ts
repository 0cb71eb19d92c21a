/**
 * Which password may be set: long enough, and not among those that are tried first (NIST SP 800-63B, 5.1.1.2). No
 * mixture of letters, digits and signs is asked for: it makes passwords that are easier to guess, not harder.
 */
const lengthMin = 12
const lengthMax = 256

/** Whoever guesses gets 20 tries a minute here: a million of them take more than a month. */
const guessesMin = 1_000_000

/** What is looked at: the time it takes grows with the square of the length, and a strong beginning is enough. */
const lookedAt = 64

const ownWords = (
  'satker kemenag kementerian agama madrasah kankemenag kanwil kabid pusdatin pranata bismillah assalamualaikum ' +
  'alhamdulillah insyaallah ramadhan indonesia nusantara garuda pancasila merdeka jakarta jaringan komputer internet ' +
  'router operator administrator admin rahasia sandi katasandi kata pasword ganti masuk kantor sayang cinta semangat'
).split(' ')

type Guesses = (password: string, words: string[]) => number
let loading: Promise<Guesses> | null = null

/** As it is hashed: the same characters, however the keyboard composed them (RFC 8265 asks for NFC). */
export function normalised(password: string): string {
  return password.normalize('NFC')
}

/** Whether it could be a password at all; what could not need not be hashed at length. */
export function isOfPasswordLength(password: string): boolean {
  // A character is four bytes at most, and the bytes are what a hash takes time for.
  return password.length <= 2 * lengthMax && [...normalised(password)].length <= lengthMax
}

/** Null where it may be set; else a sentence that says what would be right. `words`: of its owner, such as the name. */
export async function whyWeak(password: string, words: readonly string[]): Promise<string | null> {
  const characters = [...normalised(password)]
  if (characters.length < lengthMin)
    return `The password has ${characters.length} characters; it must have ${lengthMin} or more. Several words that have nothing to do with each other are good.`
  if (!isOfPasswordLength(password)) return `The password may have ${lengthMax} characters at most.`
  loading ??= load()
  const guesses = await loading
  const start = characters.slice(0, lookedAt).join('')
  const bare = start.replace(/[^\p{L}\p{N}]/gu, '')
  const least = Math.min(...[start, bare].map((each) => guesses(each, parts(words))))
  if (least > guessesMin) return null
  return 'The password is among those that are tried first: a common one, a name, or such with a year or a row of digits. Choose several words that have nothing to do with each other.'
}

/** The lists take a third of a second and some 25 MB, so that they are loaded when the first password is set. */
async function load(): Promise<Guesses> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  const estimate = new ZxcvbnFactory({ dictionary: { ...dictionary, ownWords }, graphs: adjacencyGraphs })
  return (password, words) => estimate.check(password, words).guesses
}

function parts(words: readonly string[]): string[] {
  return words.flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length > 2)
}

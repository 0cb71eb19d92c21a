/** Secrets that are known again wherever they turn up, whole, in part, or in another writing. */

const word = 'KANARI'

/** Every one has the word in it; where a secret is asked for in numbers of letters, they are enough. */
export const canaries = {
  inline: `${word}-komunitas-di-berkas`,
  environment: `${word}-komunitas-lingkungan`,
  file: `${word}-komunitas-rahasia`,
  user: `${word}-pemantau`,
  auth: `${word}-kunci-auth-1234`,
  priv: `${word}-kunci-priv-5678`,
  signOn: `${word}-rahasia-sso`,
  password: `${word}-sandi-yang-benar-4711`,
  guess: `${word}-sandi-yang-salah-0815`,
  token: `sck_${word}x`.padEnd(47, 'a'),
}

/** What three letters of base 64 begin at any place of the word: by that it is found however it is shifted. */
const inBase64 = [0, 1, 2].map((shift) => {
  const text = Buffer.from('\0'.repeat(shift) + word).toString('base64')
  const first = Math.ceil((shift * 8) / 6)
  const whole = Math.floor(((shift + word.length) * 8) / 6)
  return text.slice(first, whole)
})

const writings: [how: string, needle: string][] = [
  ['as it is', word.toLowerCase()],
  ['in UTF-16', word.toLowerCase().split('').join('\0')],
  ['in hexadecimal', Buffer.from(word).toString('hex')],
  ['as a Buffer is printed in JSON', [...Buffer.from(word)].join(',')],
  ...inBase64.map((needle): [string, string] => ['in base 64', needle]),
]

/** How the word, or one of `others`, stands in a text or a file; with what is around it. Empty when it does not. */
export function findSecrets(held: string | Buffer, others: readonly string[] = []): string[] {
  const text = typeof held === 'string' ? held : held.toString('latin1')
  // Bytes are also printed with spaces between them, and letters in either case; base 64 tells the cases apart.
  const plain = text.toLowerCase().replaceAll(' ', '')
  const needles = [
    ...writings,
    ...others.map((each): [string, string] => ['another secret', each.toLowerCase()]),
  ]
  return needles.flatMap(([how, needle]) => {
    const searched = how === 'in base 64' ? text : plain
    const at = searched.indexOf(needle)
    return at === -1 ? [] : [`${how}: …${searched.slice(Math.max(0, at - 60), at + 60)}…`]
  })
}

/** What people and programs send who have a secret, have a wrong one, or put one where it does not belong. */
import { canaries } from './canaries.ts'

const { guess, password, token } = canaries

/** Bodies of sign-ins by password; only the fourth is right. */
export const signIns: string[] = [
  JSON.stringify({ name: 'budi', password: guess }),
  JSON.stringify({ name: 'nobody', password: guess }),
  JSON.stringify({ name: guess, password: 'budi' }),
  JSON.stringify({ name: 'budi', password }),
  JSON.stringify({ name: 'budi', password: [guess] }),
  JSON.stringify({ name: 'budi', password: guess, again: guess }),
  `{"name":"budi","password":"${guess}`,
  guess,
]

/** Of a one-time link that was never given out. */
export const foreignLink = JSON.stringify({ link: guess, password: guess })

/** Headers of those who are nobody. */
export const shownByStrangers: Record<string, string>[] = [
  { authorization: `Bearer ${token}` },
  { authorization: `Bearer ${guess}` },
  { authorization: `Basic ${btoa(`budi:${guess}`)}` },
  { cookie: `sid=${guess}` },
]

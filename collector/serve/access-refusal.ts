/** What the room of accounts refused, as it is told to the caller. */
import type { AccountRefusal } from '../access/manage-accounts.ts'
import type { TokenRefusal } from '../access/manage-tokens.ts'
import type { UseRefusal } from '../access/one-time.ts'
import type { NewPasswordRefusal } from '../access/own-account.ts'
import type { SecondFactorRefusal } from '../access/second-factor.ts'
import type { SignInRefusal } from '../access/sign-in.ts'
import { RequestError } from './request-error.ts'

export type Refusal = SignInRefusal | NewPasswordRefusal | SecondFactorRefusal | UseRefusal

export function refusalError(refusal: Refusal): RequestError {
  switch (refusal.why) {
    case 'wrong-credentials':
      return new RequestError('wrong-credentials', 'The name or the password is not right.')
    case 'second-factor-required':
      return new RequestError('second-factor-required', 'Send the six digits of the second factor too.')
    case 'wrong-code':
      return new RequestError('wrong-code', 'The six digits are not right, or were used already.')
    case 'second-factor-unreadable':
      return new RequestError(
        'forbidden',
        'The second factor of this account cannot be read any more. Ask an administrator to reset the account.',
      )
    case 'too-many-attempts': {
      const seconds = Math.ceil(refusal.waitMs / 1000)
      return new RequestError('too-many-attempts', `Too many tries. Try again in ${seconds} seconds.`, {
        'retry-after': String(seconds),
      })
    }
    case 'busy':
      return new RequestError('busy', 'Too many people sign in at this moment. Try again in a few seconds.', {
        'retry-after': '3',
      })
    case 'weak-password':
      return new RequestError('weak-password', refusal.sentence)
    case 'bad-name':
      return new RequestError('bad-request', refusal.sentence)
    case 'by-sign-on':
      return new RequestError(
        'forbidden',
        'Password and second factor of this account are kept by its provider.',
      )
    case 'not-begun':
      return new RequestError('bad-request', 'No second factor was begun here within the last ten minutes.')
    case 'not-found':
      return new RequestError(
        'not-found',
        'This link is unknown, was used, or is too old. Ask for a new one.',
      )
  }
}

export function manageError(what: 'account' | 'token', why: AccountRefusal | TokenRefusal): RequestError {
  switch (why) {
    case 'not-found':
      return new RequestError('not-found', `There is no such ${what}.`)
    case 'name-taken':
      return new RequestError(
        'name-taken',
        `There is ${what === 'account' ? 'an account' : 'a token'} of that name.`,
      )
    case 'last-administrator':
      return new RequestError('last-administrator', 'This is the last administrator who can sign in.')
    case 'by-sign-on':
      return new RequestError('forbidden', 'Password, role and scope of this account come from its provider.')
    case 'limited-administrator':
      return new RequestError('bad-request', 'An administrator sees everything: scope must be "everything".')
    case 'boundless-pic':
      return new RequestError(
        'bad-request',
        'A PIC is for their own satker: name satker, provinces or types.',
      )
    case 'limited-in-vain':
      return new RequestError('bad-request', 'This role sees no satker: scope must be "everything".')
  }
}

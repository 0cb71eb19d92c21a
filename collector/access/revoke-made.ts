import { tokensMadeBy } from '../../db/tokens.ts'
import type { Trx } from '../../db/trx.ts'
import type { Deed } from './deed.ts'
import { revokeToken } from './manage-tokens.ts'

/** Revokes what an administrator let in who is none any more: a token must not outlast the right to make it. */
export async function revokeMade(
  trx: Trx,
  deed: Deed,
  maker: string,
  because: 'its maker was disabled' | 'its maker is no administrator any more',
): Promise<void> {
  for (const { id } of await tokensMadeBy(trx, `account:${maker}`, deed.at))
    await revokeToken(trx, deed, id, because)
}

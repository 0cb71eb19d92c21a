const nameMax = 64

/** What an account or a token may be called, in the form it is kept: lower case, so that no two differ by case alone. */
export function accountName(typed: string): string | null {
  const name = typed
    .slice(0, 4 * nameMax)
    .normalize('NFKC')
    .trim()
    .toLowerCase()
  return /^[a-z0-9._@-]{1,64}$/.test(name) ? name : null
}

export const nameRule = `a name has 1 to ${nameMax} letters a to z, digits, ".", "_", "-" and "@"`

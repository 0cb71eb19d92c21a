/** People who sign in at an attacked collector as people do: invited, with a password of their own. */
import type { Answer, Attacked } from './attack-stage.test-kit.ts'

export interface Member {
  id: string
  name: string
  password: string
  /** What their browser sends. */
  headers: Record<string, string>
  /** By their browser, or by whom `headers` says. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** The same person by another browser. */
  again(): Promise<Member>
}

const password = 'kuda betul baterai'
let made = 0

/** Somebody new, who sees everything as a viewer unless said otherwise. */
export async function signUp(
  attacked: Attacked,
  role = 'viewer',
  scope: unknown = 'everything',
): Promise<Member> {
  made += 1
  const name = `orang-${made}`
  const admin = { authorization: `Bearer ${attacked.tokens.administrator}` }
  const invited = await askAs(attacked, admin)('POST', '/api/accounts', { name, role, scope })
  const { account, path } = JSON.parse(invited.text) as { account: { id: string }; path: string }
  const link = path.slice(path.indexOf('#') + 1)
  return memberBy(attacked, { id: account.id, name }, '/api/one-time/use', { link, password })
}

async function memberBy(
  attacked: Attacked,
  who: { id: string; name: string },
  path: string,
  body: object,
): Promise<Member> {
  const { headers, status, text } = await askAs(attacked, {})('POST', path, body)
  const [cookie] = headers['set-cookie'] ?? []
  if (cookie === undefined) throw new Error(`${path} was answered with ${status}: ${text}`)
  const own = { cookie: cookie.split(';')[0]!, origin: attacked.url }
  const again = () => memberBy(attacked, who, '/api/session', { name: who.name, password })
  return { ...who, password, headers: own, ask: askAs(attacked, own), again }
}

export function askAs({ send }: Attacked, own: Record<string, string>): Member['ask'] {
  return (method, path, body, headers = own) => {
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
    return send(method, path, { ...headers, ...type }, body === undefined ? undefined : JSON.stringify(body))
  }
}

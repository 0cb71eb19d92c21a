import axe from 'axe-core'
import type { Page } from 'playwright-core'

interface AxeWindow {
  axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
}

/** What axe finds wrong in a page, whose policy has to let axe in. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => (window as unknown as AxeWindow).axe.run())
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

import type { Page } from 'playwright-core'

/** What sticks out of the window, and is not cut off or scrolled by what holds it. */
export function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isHeld = (element: Element): boolean => {
      const holder = element.parentElement
      if (!holder || holder === document.body) return false
      return getComputedStyle(holder).overflowX !== 'visible' || isHeld(holder)
    }
    const isOut = (element: Element) => {
      const { left, right, width } = element.getBoundingClientRect()
      return width > 1 && (right > innerWidth + 1 || left < -1) && element.checkVisibility()
    }
    const out = [...document.querySelectorAll('body :not(svg *)')].filter((one) => isOut(one) && !isHeld(one))
    const isLong = document.documentElement.scrollWidth > innerWidth
    return [
      ...(isLong ? ['the page scrolls sideways'] : []),
      ...out.map((one) => one.outerHTML.slice(0, 120)),
    ]
  })
}

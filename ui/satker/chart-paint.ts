/** The colours of a chart: a canvas knows no tokens, so they are resolved by an element that stands in the page. */
export interface Paint {
  ink: string
  soft: string
  hairline: string
  hatch: string
  accent: string
  down: string
  unreachable: string
  font: string
  /** In CSS pixels. */
  fontSize: number
}

/** On paper everything is drawn as on a light screen, whatever the screen is. */
export function paintFor(element: HTMLElement, isOnPaper: boolean): Paint {
  // The tokens are resolved where they are defined, so it is there that the page is light for a moment.
  const { dataset } = document.documentElement
  const { theme } = dataset
  if (isOnPaper) dataset.theme = 'light'
  const before = element.style.color
  const colour = (token: string) => {
    element.style.color = `var(--${token})`
    return getComputedStyle(element).color
  }
  const { fontSize, fontFamily } = getComputedStyle(element)
  const paint = {
    ink: colour('ink'),
    soft: colour('ink-soft'),
    hairline: colour('hairline'),
    hatch: colour('hatch'),
    accent: colour('accent'),
    down: colour('status-down'),
    unreachable: colour('status-unreachable'),
    font: `${fontSize} ${fontFamily}`,
    fontSize: Number.parseFloat(fontSize) || 12,
  }
  element.style.color = before
  if (theme === undefined) delete dataset.theme
  else dataset.theme = theme
  return paint
}

/** A computed colour, so much of it. */
export function faint(colour: string, share: number): string {
  return `color-mix(in srgb, ${colour} ${Math.round(share * 100)}%, transparent)`
}

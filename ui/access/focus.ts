/** Where a keyboard goes on. */
import { tick } from 'svelte'

/** To the first line of a form that something is wrong with, once the page says so. */
export async function focusProblem(form: HTMLElement): Promise<void> {
  await tick()
  form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}

/** An attachment: what has just come to be is where one goes on. */
export function focusHere(element: HTMLElement): void {
  element.focus()
}

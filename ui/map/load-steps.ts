/** The five steps in which the map tells the load: what a planner does about a line changes at each. */
export const loadSteps = [1, 2, 3, 4, 5] as const
export type LoadStep = (typeof loadSteps)[number]

/** Where each step but the last ends, 0..1, itself included. */
export const stepEnds = [0.2, 0.4, 0.7, 0.9] as const

export function stepOf(load: number): LoadStep {
  const step = stepEnds.findIndex((end) => load <= end)
  return loadSteps[step === -1 ? 4 : step]!
}

/** How much larger than usual a mark is drawn, so that the steps are told apart by more than their colour. */
export function growthOf(step: LoadStep): number {
  return [0.85, 1, 1.15, 1.35, 1.6][step - 1]!
}

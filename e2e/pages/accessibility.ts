import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** axe for a page of one frame, as ours all are: gathering the results of frames in a page of its own takes half its time. */
export function axeIn(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
}

import { create } from 'zustand'
import type { PhoneAnswer, PhoneOwner } from '#shared/domain/push/write.ts'

interface PhoneView {
  /** The push the owners were asked for; null before. */
  pushId: number | null
  asking: boolean
  owners: readonly PhoneOwner[] | null
  /** There are others that were not asked for. */
  more: boolean
  /** By row; what is not named is skipped. */
  answers: ReadonlyMap<number, PhoneAnswer>
  problem: string
}

export const NO_PHONES: PhoneView = {
  ...{ pushId: null, asking: false, owners: null, more: false, answers: new Map(), problem: '' },
}

export const usePhones = create<PhoneView>(() => NO_PHONES)

import {
  DEFAULT_CALL_DAY,
  type AccountView,
  type CallDay,
  type ClassLimits,
} from '#shared/domain/push/account.ts'

/** As entered; an empty pair of boxes is no limit. */
export interface PlanTexts {
  bulkCalls: string
  bulkSeconds: string
  ordinaryCalls: string
  ordinarySeconds: string
  dayCalls: string
  startHour: string
  zone: string
}

export type PlanProblems = Partial<Record<keyof PlanTexts, string>>

export function planTextsOf(account: AccountView | null): PlanTexts {
  const { bulk = null, ordinary = null } = account?.classLimits ?? {}
  const { calls, startHour, zone } = account?.callDay ?? DEFAULT_CALL_DAY
  return {
    bulkCalls: bulk ? String(bulk.calls) : '',
    bulkSeconds: bulk ? String(bulk.seconds) : '',
    ordinaryCalls: ordinary ? String(ordinary.calls) : '',
    ordinarySeconds: ordinary ? String(ordinary.seconds) : '',
    dayCalls: calls === null ? '' : String(calls),
    startHour: String(startHour),
    zone,
  }
}

function limitOf(calls: string, seconds: string): ClassLimits['bulk'] {
  return calls.trim() === '' && seconds.trim() === ''
    ? null
    : { calls: Number(calls), seconds: seconds.trim() === '' ? NaN : Number(seconds) }
}

export function planFrom(texts: PlanTexts): { classLimits: ClassLimits; callDay: CallDay } {
  return {
    classLimits: {
      bulk: limitOf(texts.bulkCalls, texts.bulkSeconds),
      ordinary: limitOf(texts.ordinaryCalls, texts.ordinarySeconds),
    },
    callDay: {
      calls: texts.dayCalls.trim() === '' ? null : Number(texts.dayCalls),
      startHour: Number(texts.startHour),
      zone: texts.zone,
    },
  }
}

function problemsOfLimit(limit: ClassLimits['bulk']): { calls?: string; seconds?: string } {
  if (limit === null) return {}
  const { calls, seconds } = limit
  return {
    ...(!(Number.isInteger(calls) && calls >= 1 && calls <= 1000) && { calls: '1 to 1,000.' }),
    ...(!(seconds >= 0.05 && seconds <= 3600) && { seconds: '0.05 to 3,600.' }),
  }
}

export function problemsInPlan(texts: PlanTexts): PlanProblems {
  const { classLimits, callDay } = planFrom(texts)
  const bulk = problemsOfLimit(classLimits.bulk)
  const ordinary = problemsOfLimit(classLimits.ordinary)
  const { calls } = callDay
  return {
    ...(bulk.calls && { bulkCalls: bulk.calls }),
    ...(bulk.seconds && { bulkSeconds: bulk.seconds }),
    ...(ordinary.calls && { ordinaryCalls: ordinary.calls }),
    ...(ordinary.seconds && { ordinarySeconds: ordinary.seconds }),
    ...(calls !== null && !(Number.isInteger(calls) && calls >= 1) && { dayCalls: 'A whole number.' }),
  }
}

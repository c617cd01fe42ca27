import { create } from 'zustand'

/** The report that is being written; `of` is 0 until the host has counted. Null while there is none. */
export const useReport = create<{ writing: { rows: number; of: number } | null }>(() => ({ writing: null }))

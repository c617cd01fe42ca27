import type { z } from 'zod'

/** What a contract is made of: each call a pair of schemas, each event one. */
export type CallShape = { readonly input: z.ZodType; readonly output: z.ZodType }
export type CallsShape = Readonly<Record<string, CallShape>>
export type EventsShape = Readonly<Record<string, z.ZodType>>

export type InputOf<Calls extends CallsShape, Name extends keyof Calls> = z.infer<Calls[Name]['input']>
export type OutputOf<Calls extends CallsShape, Name extends keyof Calls> = z.infer<Calls[Name]['output']>

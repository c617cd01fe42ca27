import { useEffect, useId, useRef, useState } from 'react'
import type { PushReview } from '#shared/domain/push/outcome.ts'
import { inTemplate } from '#shared/domain/shape/template.ts'
import { AfterGroup, LONGEST_ACTIVITY_TEXT, LONGEST_LIST_NAME } from '#shared/domain/sheet/after-push.ts'
import { columnName } from '#shared/domain/sheet/column-names.ts'
import { chooseActivity, chooseList, loadAfterChoices, sayActivity } from '#renderer/flows/after-push.ts'
import { useAfter } from '#renderer/stores/push/after-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { SelectField, TextField } from '#renderer/ui/field.tsx'
import { countOf } from '#renderer/ui/format.ts'

const LISTS: Readonly<Record<AfterGroup, string>> = {
  created: 'List for created leads',
  updated: 'List for updated leads',
  failed: 'List for leads of rows that fail',
}

/** What is typed, until the field is left: no half word is reviewed. */
function useDraft(value: string): [string, (draft: string) => void] {
  const [draft, setDraft] = useState(value)
  const [taken, setTaken] = useState(value)
  if (taken !== value) {
    setTaken(value)
    setDraft(value)
  }
  return [draft, setDraft]
}

function ListField({ of, review }: { of: AfterGroup; review: PushReview | null }) {
  const lists = useAfter((state) => state.lists)
  const name = useSheet((state) => state.settings.after?.lists?.[of] ?? '')
  const [draft, setDraft] = useDraft(name)
  const id = useId()
  // A name that was chosen is whole, and so is one written before the account's lists had come.
  useEffect(() => {
    if (draft !== name && lists?.some((list) => list.name === draft)) chooseList(of, draft)
  }, [draft, lists, name, of])
  const found = review?.after?.lists.find((each) => each.of === of && each.name === name)
  const there =
    found?.members === null ? 'The list is there.' : `${countOf(found?.members ?? 0, 'lead')} on it now.`
  const some = of === 'failed' ? 'Those whose lead is known all the same. ' : ''
  const what =
    found === undefined || review?.after?.problem !== ''
      ? ''
      : found.id === null
        ? 'A new list is made.'
        : there
  return (
    <>
      <TextField
        label={LISTS[of]}
        hint={`${some}${what}`.trim() || undefined}
        value={draft}
        maxLength={LONGEST_LIST_NAME}
        list={id}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => chooseList(of, draft)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') chooseList(of, draft)
        }}
      />
      <datalist id={id}>
        {lists?.map((list) => (
          <option key={list.id} value={list.name} />
        ))}
      </datalist>
    </>
  )
}

/** The text, with columns put in where the caret is. */
function ActivityText({ text }: { text: string }) {
  const columns = useSheet((state) => state.columns)
  const [draft, setDraft] = useDraft(text)
  const box = useRef<HTMLInputElement>(null)
  const names = columns
    .map((column) => columnName(columns, column))
    .filter((name) => inTemplate(name) !== null)

  function insert(name: string): void {
    const field = inTemplate(name)
    if (field === null) return
    const at = box.current?.selectionStart ?? draft.length
    const whole = draft.slice(0, at) + field + draft.slice(box.current?.selectionEnd ?? at)
    setDraft(whole)
    sayActivity(whole)
  }

  return (
    <>
      <TextField
        ref={box}
        label="What the activity says"
        hint="Columns stand in braces, as in {First name}; all else is posted as it is written."
        value={draft}
        maxLength={LONGEST_ACTIVITY_TEXT}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => sayActivity(draft)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') sayActivity(draft)
        }}
      />
      <SelectField label="Insert a column" value="" onChange={(event) => insert(event.target.value)}>
        <option value="">Choose</option>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </SelectField>
    </>
  )
}

function ActivityFields() {
  const types = useAfter((state) => state.types) ?? []
  const activity = useSheet((state) => state.settings.after?.activity)
  const words = (type: (typeof types)[number]): string =>
    types.filter(({ name }) => name === type.name).length > 1 ? String(type.event) : type.name
  const isKnown = !activity || types.some((type) => words(type) === activity.type)
  return (
    <>
      <SelectField
        label="Activity on each lead that goes in"
        value={activity?.type ?? ''}
        onChange={(event) => chooseActivity(event.target.value)}
      >
        <option value="">None</option>
        {!isKnown && <option value={activity.type}>{activity.type}</option>}
        {types.map((type) => (
          <option key={type.event} value={words(type)}>
            {words(type) === type.name ? type.name : `${type.name} (${type.event})`}
          </option>
        ))}
      </SelectField>
      {activity && <ActivityText text={activity.text} />}
    </>
  )
}

/** What happens to the leads once the push has ended; nothing, unless somebody says so. */
export function AfterPushFields({ review }: { review: PushReview | null }) {
  const chosen = useSheet((state) => state.settings.after !== undefined)
  const accountId = useSheet((state) => state.settings.accountId)
  const { asking, problem } = useAfter()
  const [open, setOpen] = useState(chosen)
  const shown = open || chosen
  useEffect(() => {
    if (shown) void loadAfterChoices()
  }, [shown, accountId])
  return (
    <details
      className="after-push"
      open={shown}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      aria-busy={asking}
    >
      <summary>After the push</summary>
      <p className="soft">
        Leads can be put on static lists and get an activity once the push has ended. What fails there changes
        nothing of what became of the rows.
      </p>
      {problem !== '' && (
        <Callout
          tone="warning"
          actions={<Button onClick={() => void loadAfterChoices(true)}>Ask again</Button>}
        >
          {problem}
        </Callout>
      )}
      {AfterGroup.options.map((of) => (
        <ListField key={of} of={of} review={review} />
      ))}
      <ActivityFields />
      {review?.after && review.after.problem !== '' && <Callout tone="error">{review.after.problem}</Callout>}
    </details>
  )
}

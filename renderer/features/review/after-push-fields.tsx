import { useEffect, useId, useState } from 'react'
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

interface DraftProps {
  label: string
  hint?: string | undefined
  value: string
  maxLength: number
  list?: string
  /** Taken at once where it is chosen, and not only typed up to there. */
  isWhole?: (text: string) => boolean
  onTake: (text: string) => void
}

/** What is typed is taken when the field is left, so that no half word is reviewed. */
function DraftField({ value, onTake, isWhole, ...rest }: DraftProps) {
  const [draft, setDraft] = useState(value)
  const [taken, setTaken] = useState(value)
  if (taken !== value) {
    setTaken(value)
    setDraft(value)
  }
  return (
    <TextField
      {...rest}
      value={draft}
      onChange={(event) => {
        setDraft(event.target.value)
        if (isWhole?.(event.target.value)) onTake(event.target.value)
      }}
      onBlur={() => onTake(draft)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onTake(draft)
      }}
    />
  )
}

function ListField({ of, review }: { of: AfterGroup; review: PushReview | null }) {
  const lists = useAfter((state) => state.lists)
  const name = useSheet((state) => state.settings.after?.lists?.[of] ?? '')
  const id = useId()
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
      <DraftField
        label={LISTS[of]}
        hint={`${some}${what}`.trim() || undefined}
        value={name}
        maxLength={LONGEST_LIST_NAME}
        list={id}
        isWhole={(text) => lists?.some((list) => list.name === text) ?? false}
        onTake={(text) => chooseList(of, text)}
      />
      <datalist id={id}>
        {lists?.map((list) => (
          <option key={list.id} value={list.name} />
        ))}
      </datalist>
    </>
  )
}

function ActivityFields() {
  const types = useAfter((state) => state.types) ?? []
  const activity = useSheet((state) => state.settings.after?.activity)
  const columns = useSheet((state) => state.columns)
  const words = (type: (typeof types)[number]): string =>
    types.filter(({ name }) => name === type.name).length > 1 ? String(type.event) : type.name
  const isKnown = !activity || types.some((type) => words(type) === activity.type)
  const names = columns
    .map((column) => columnName(columns, column))
    .filter((name) => inTemplate(name) !== null)
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
      {activity && (
        <>
          <DraftField
            label="What the activity says"
            hint="Columns stand in braces, as in {First name}; all else is posted as it is written."
            value={activity.text}
            maxLength={LONGEST_ACTIVITY_TEXT}
            onTake={sayActivity}
          />
          <SelectField
            label="Insert a column"
            value=""
            onChange={(event) =>
              sayActivity(`${activity.text} ${inTemplate(event.target.value) ?? ''}`.trim())
            }
          >
            <option value="">Choose</option>
            {names.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </SelectField>
        </>
      )}
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

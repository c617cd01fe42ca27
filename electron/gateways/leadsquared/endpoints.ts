/** One call of LeadSquared's API, and what may be expected of its answer. */
export interface Endpoint {
  method: 'GET' | 'POST'
  path: string
  /** Bytes of an answer beyond which it is not read further. */
  largestAnswer: number
  /** Milliseconds from the call on the wire to its whole answer. Never more than twice the answer's own time-out. */
  deadlineMs: number
}

const MB = 1024 * 1024
/** A question that sends no rows is small, and a person waits for its answer. */
const QUICK_MS = 20_000
/** A thousand leads are searched for, or 25 are written. */
const THOROUGH_MS = 120_000

function get(path: string, largestAnswer = 8 * MB): Endpoint {
  return { method: 'GET', path: `/v2/${path}`, largestAnswer, deadlineMs: QUICK_MS }
}

function post(path: string, largestAnswer: number, deadlineMs = THOROUGH_MS): Endpoint {
  return { method: 'POST', path: `/v2/${path}`, largestAnswer, deadlineMs }
}

/**
 * Writing answers with 25 results, about 5 kB. Hundreds of fields with their options are some MB. A page of leads holds up
 * to 1,000 (5,000 of those changed lately) with as many attributes as were asked for, at most some 200 of a few hundred
 * characters each.
 */
export const ENDPOINTS = {
  createOrUpdate: post('LeadManagement.svc/Lead/Bulk/CreateOrUpdate', 2 * MB),
  updateExisting: post('LeadManagement.svc/Lead/Bulk/UpdateV2', 2 * MB),
  createList: post('LeadSegmentation.svc/CreateEmptyList', 2 * MB),
  addToList: post('LeadSegmentation.svc/AddLeadsToStaticList', 2 * MB),
  addActivities: post('ProspectActivity.svc/Bulk/CustomActivity/Add/ByLeadId', 2 * MB),
  activityTypes: get('ProspectActivity.svc/ActivityTypes.Get', 32 * MB),
  fields: get('LeadManagement.svc/LeadsMetaData.Get', 32 * MB),
  user: get('Authentication.svc/UserByAccessKey.Get', 32 * MB),
  byCondition: post('LeadManagement.svc/Leads.Get', 64 * MB),
  changedBetween: post('LeadManagement.svc/Leads.RecentlyModified', 128 * MB),
  inList: post('LeadManagement.svc/Leads/Retrieve/BySearchParameter', 64 * MB),
  byIds: post('LeadManagement.svc/Leads/Retrieve/ByIds', 64 * MB),
  byEmail: get('LeadManagement.svc/Leads.GetByEmailaddress'),
  byId: get('LeadManagement.svc/Leads.GetById'),
  byPhone: get('LeadManagement.svc/RetrieveLeadByPhoneNumber'),
  lists: get('LeadManagement.svc/Lists.Get'),
  users: get('UserManagement.svc/Users.Get', 32 * MB),
} as const satisfies Record<string, Endpoint>

/** Users of the practice account, as `Users.Get` tells them: two of one name, two who are no longer active. */
export const PRACTICE_USERS = [
  user(1, 'Practice', 'User', 'Administrator'),
  user(2, 'Meera', 'Salunke', 'Sales_User'),
  user(3, 'Tom', 'Harker', 'Sales_Manager'),
  user(4, 'Lena', 'Vogt', 'Sales_User', 1),
  user(5, 'Asha', 'Rao', 'Sales_User'),
  user(6, 'Asha', 'Rao', 'Sales_User', 0, 'asha.rao.pune'),
  user(7, 'Zoë', 'Lindqvist', 'Sales_Manager', 0, 'zoe.lindqvist'),
  user(8, 'Piotr', 'Zając', 'Sales_User', 0, 'piotr.zajac'),
  user(9, 'Nikhil', 'Menon', 'Sales_User', 1),
  user(10, 'Chiara', 'De Luca', 'Marketing_User', 0, 'chiara.deluca'),
]

function user(number: number, first: string, last: string, role: string, status = 0, mailbox?: string) {
  return {
    ID: `05e70000-0000-4000-a000-${String(number).padStart(12, '0')}`,
    FirstName: first,
    LastName: last,
    EmailAddress: `${mailbox ?? `${first}.${last}`.toLowerCase()}@leadsheet.example`,
    Role: role,
    StatusCode: status,
  }
}

/** Only they can own a lead. */
export function isActiveUser(id: string): boolean {
  return PRACTICE_USERS.some(({ ID, StatusCode }) => ID === id.toLowerCase() && StatusCode === 0)
}

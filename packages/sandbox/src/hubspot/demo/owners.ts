import type { Owner as Staff, Team } from '../../story/owner.ts';
import type { Owner } from '../settings/owners.ts';

const firstOwnerId = 76_000_101;
const firstUserId = 534_941;

const teams: Readonly<Record<Team, { readonly id: string; readonly name: string }>> = {
  management: { id: '88001', name: 'Management' },
  'sales-emea': { id: '88002', name: 'Sales EMEA' },
  'sales-americas': { id: '88003', name: 'Sales Americas' },
  marketing: { id: '88004', name: 'Marketing' },
  support: { id: '88005', name: 'Support' },
  operations: { id: '88006', name: 'Operations' },
};

/** Staff as owners, by their key in the story. Who has left is an archived owner, with no user any more. */
export function demoOwners(staff: readonly Staff[]): ReadonlyMap<string, Owner> {
  return new Map(staff.map((person, index) => [person.key, owner(person, index)]));
}

function owner(person: Staff, index: number): Owner {
  const at = new Date(person.createdAt).toISOString();
  return {
    id: String(firstOwnerId + index * 7),
    email: person.email,
    type: 'PERSON',
    firstName: person.firstName,
    lastName: person.lastName,
    ...(person.active ? { userId: firstUserId + index } : {}),
    userIdIncludingInactive: firstUserId + index,
    createdAt: at,
    updatedAt: at,
    archived: !person.active,
    teams: [{ ...teams[person.team], primary: true }],
  };
}

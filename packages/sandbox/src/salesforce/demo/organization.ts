import type { Owner } from '../../story/owner.ts';
import type { Story } from '../../story/story.ts';
import { profiles } from '../access/profiles.ts';
import type { Row } from '../model.ts';
import type { Loader } from './loader.ts';

/** The org itself, its currencies, profiles, roles and users. */
export function loadOrganization(load: Loader, story: Story): void {
  load.add('Organization', organization(story.organization.name));
  for (const [code, rate] of rates) {
    load.add('CurrencyType', { IsoCode: code, ConversionRate: rate, DecimalPlaces: 2, IsActive: true, IsCorporate: code === 'EUR' });
  }
  for (const profile of profiles) {
    load.add('Profile', profileRow(profile.name, profile.description, profile.viewAllData, profile.modifyAllData), {
      key: `profile:${profile.name}`,
    });
  }
  loadRoles(load, story.owners);
  for (const owner of seniorsFirst(story.owners)) loadUser(load, owner);
  load.add(
    'Group',
    { Name: 'Support Queue', DeveloperName: 'Support_Queue', Type: 'Queue', Email: 'support@causeway.example' },
    { key: 'group:support' },
  );
}

/** Units of the currency for one euro. */
const rates = [
  ['EUR', 1],
  ['USD', 1.09],
  ['GBP', 0.85],
] as const;

function organization(name: string): Row {
  return {
    Name: name,
    Street: 'Am Sandtorkai 40',
    City: 'Hamburg',
    PostalCode: '20457',
    Country: 'Germany',
    Phone: '+49 40 5550 100',
    PrimaryContact: 'Ada Lindqvist',
    DefaultLocaleSidKey: 'de_DE',
    TimeZoneSidKey: 'Europe/Berlin',
    LanguageLocaleKey: 'en_US',
    FiscalYearStartMonth: 1,
    DefaultAccountAccess: 'None',
    DefaultContactAccess: 'ControlledByParent',
    DefaultOpportunityAccess: 'None',
    DefaultLeadAccess: 'Read',
    DefaultCaseAccess: 'Read',
    DefaultCalendarAccess: 'HideDetailsInsert',
    DefaultPricebookAccess: 'ReadSelect',
    DefaultCampaignAccess: 'Read',
    UiSkin: 'Theme4',
    SignupCountryIsoCode: 'DE',
    NumKnowledgeService: 2,
    OrganizationType: 'Enterprise Edition',
    InstanceName: 'CS1',
    IsSandbox: true,
    MonthlyPageViewsUsed: 0,
    MonthlyPageViewsEntitlement: 0,
  };
}

function profileRow(name: string, description: string, viewAll: boolean, modifyAll: boolean): Row {
  return {
    Name: name,
    Description: description,
    PermissionsApiEnabled: true,
    PermissionsViewAllData: viewAll,
    PermissionsModifyAllData: modifyAll,
    UserType: 'Standard',
  };
}

/** Everybody after their own superior. */
function seniorsFirst(owners: readonly Owner[]): readonly Owner[] {
  const depth = (owner: Owner): number => {
    const manager = owners.find((other) => other.key === owner.manager);
    return manager ? depth(manager) + 1 : 0;
  };
  return owners.toSorted((one, other) => depth(one) - depth(other));
}

/** People without reports share the role of their title below the same superior. */
function roleKey(owner: Owner, owners: readonly Owner[]): string {
  const leads = owners.some((other) => other.manager === owner.key);
  return leads ? `role:${owner.key}` : `role:${owner.manager ?? ''}/${owner.title}`;
}

function loadRoles(load: Loader, owners: readonly Owner[]): void {
  for (const owner of seniorsFirst(owners)) {
    const key = roleKey(owner, owners);
    if (load.id(key) === null) {
      const manager = owners.find((other) => other.key === owner.manager);
      const parent = manager ? load.id(roleKey(manager, owners)) : null;
      load.add('UserRole', { Name: owner.title, ParentRoleId: parent, DeveloperName: owner.title.replaceAll(/\W+/g, '_') }, { key });
    }
    load.alias(`role-of:${owner.key}`, key);
  }
}

const profileOf = (owner: Owner): string => {
  if (owner.team === 'operations') return 'System Administrator';
  if (owner.team === 'support') return 'Support Agent';
  if (owner.team === 'management') return 'Read Only';
  return owner.team === 'marketing' || owner.title.startsWith('VP') ? 'Sales Manager' : 'Sales Representative';
};

function loadUser(load: Loader, owner: Owner): void {
  const values: Row = {
    Username: owner.email,
    Email: owner.email,
    FirstName: owner.firstName,
    LastName: owner.lastName,
    Title: owner.title,
    Department: owner.team,
    CompanyName: 'Alder & Finch Packaging Machines',
    Phone: owner.phone,
    Alias: owner.key.slice(0, 8),
    CommunityNickname: owner.key,
    IsActive: owner.active,
    TimeZoneSidKey: owner.timeZone,
    LocaleSidKey: owner.locale,
    LanguageLocaleKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
    ProfileId: load.id(`profile:${profileOf(owner)}`),
    UserRoleId: load.id(`role-of:${owner.key}`),
    ManagerId: owner.manager === undefined ? null : load.id(`owner:${owner.manager}`),
    UserType: 'Standard',
    DefaultCurrencyIsoCode: owner.team === 'sales-americas' ? 'USD' : 'EUR',
    CurrencyIsoCode: owner.team === 'sales-americas' ? 'USD' : 'EUR',
  };
  load.add('User', values, { key: `owner:${owner.key}`, at: owner.createdAt });
}

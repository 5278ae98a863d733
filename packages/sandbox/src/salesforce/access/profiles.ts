/** What a profile allows. Actions are letters: create, read, update, delete. */
export interface ProfileSpec {
  readonly name: string;
  readonly description: string;
  /** Sees every record of the objects it may read, whoever owns it. */
  readonly viewAllData: boolean;
  /** Edits every record as well. */
  readonly modifyAllData: boolean;
  /** By object; `*` stands for every other one. */
  readonly objects: Readonly<Record<string, string>>;
  /** `Object.Field`: as if it did not exist. */
  readonly hiddenFields: readonly string[];
  /** `Object.Field`: can be read, not written. */
  readonly readOnlyFields: readonly string[];
}

const directory = {
  User: 'r',
  Profile: 'r',
  UserRole: 'r',
  Group: 'r',
  Organization: 'r',
  CurrencyType: 'r',
  RecordType: 'r',
  EntityDefinition: 'r',
  FieldDefinition: 'r',
};
const salesObjects = {
  ...directory,
  Account: 'cru',
  Contact: 'cru',
  Lead: 'cru',
  Opportunity: 'cru',
  OpportunityContactRole: 'crud',
  Case: 'cru',
  CaseComment: 'cr',
  EmailMessage: 'cr',
  Task: 'crud',
  Event: 'crud',
  Campaign: 'r',
  CampaignMember: 'r',
};

/** The profiles of the demo org. */
export const profiles: readonly ProfileSpec[] = [
  {
    name: 'System Administrator',
    description: 'Everything',
    viewAllData: true,
    modifyAllData: true,
    objects: { '*': 'crud' },
    hiddenFields: [],
    readOnlyFields: [],
  },
  {
    name: 'Sales Representative',
    description: 'Own accounts and deals, no knowledge base, no personal details of contacts',
    viewAllData: false,
    modifyAllData: false,
    objects: salesObjects,
    hiddenFields: [
      'Account.AnnualRevenue',
      'Account.NumberOfEmployees',
      'Contact.Birthdate',
      'Contact.HomePhone',
      'Opportunity.ExpectedRevenue',
      'Case.Comments',
    ],
    readOnlyFields: ['Account.Rating', 'Account.Region__c', 'Opportunity.Probability', 'Contact.DoNotCall'],
  },
  {
    name: 'Sales Manager',
    description: 'Own and the team’s accounts and deals',
    viewAllData: false,
    modifyAllData: false,
    objects: {
      ...salesObjects,
      Account: 'crud',
      Contact: 'crud',
      Lead: 'crud',
      Opportunity: 'crud',
      Case: 'cru',
      Knowledge__kav: 'r',
      Campaign: 'cru',
      CampaignMember: 'crud',
    },
    hiddenFields: ['Contact.Birthdate', 'Contact.HomePhone'],
    readOnlyFields: [],
  },
  {
    name: 'Support Agent',
    description: 'Cases and the knowledge base; reads accounts and contacts, sees no deals',
    viewAllData: true,
    modifyAllData: false,
    objects: {
      ...directory,
      Account: 'r',
      Contact: 'cru',
      Case: 'cru',
      CaseComment: 'crud',
      EmailMessage: 'crud',
      Task: 'crud',
      Event: 'crud',
      Knowledge__kav: 'cru',
    },
    hiddenFields: ['Account.AnnualRevenue', 'Contact.Birthdate', 'Contact.HomePhone'],
    readOnlyFields: [],
  },
  {
    name: 'Read Only',
    description: 'Reads everything, writes nothing',
    viewAllData: true,
    modifyAllData: false,
    objects: { '*': 'r' },
    hiddenFields: [],
    readOnlyFields: [],
  },
];

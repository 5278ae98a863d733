/** The form is that of the machine articles. */
export const officeArticles = `
## update-panel-software | software | public | Updating the panel
Updates come on a USB stick. Version 6.4 needs a stick of 32 GB or less.
- Format the stick as FAT32.
- Make a backup of the recipes first.
- Copy the file and put the stick into the port behind the panel.
- Do not switch off until the panel restarts twice.

## recipe-backup | software | public | Saving and restoring recipes
Recipes are part of your know-how: back them up every week.
- Open Recipes, then Export, with a stick in place.
- To restore choose Import and the folder with the date.
- After an update from 6.3 look into the folder "backup_old" too.

## opcua-setup | software | public | Reading counters over OPC UA
From version 6.2 on each machine has an OPC UA server on port 4840.
- Switch it on under Network.
- Create a user with the role Reader.
- Counters are below Machine, then Production.

## operator-accounts | software | public | Operator accounts and PINs
Three roles exist: operator, supervisor, service.
- Supervisors add operators under Users.
- A locked supervisor PIN is reset by us on a signed request of the plant director.

## remote-support | software | public | Letting us look at your panel
Remote support needs your consent each time.
- Press Help, then Share screen.
- Read us the six digits.
- The session ends when you close the page.

## panel-language | software | public | Changing the language of the panel
Each operator has a language of their own.
- Log on, open Me, choose the language.

## log-export | software | public | Exporting logs for support
Logs hold no recipes and no names.
- Press Help for five seconds.
- Choose Export logs.

## known-issues-6-4 | software | internal | Known problems of panel version 6.4
Two problems are known and will be solved by 6.4.1.
- The recipe folder is renamed when the language is not English.
- Sticks above 32 GB fail at 62 %.

## read-your-invoice | billing | public | How to read our invoices
Each invoice shows visits, parts and plans apart.
- The hourly rate follows your plan.
- Send us your PO number before the visit, then it is printed.

## service-plan-levels | billing | public | Basic, plus and premium plans
Plans differ in response time, hourly rate and wear parts.
- Basic: two working days, 185 an hour.
- Plus: next working day, 160 an hour.
- Premium: four hours, visits included, yearly wear parts kit.
- Cancel three months before the end, by letter or e-mail.

## credit-notes | billing | internal | Writing a credit note
Up to 500 support decides, above that the account owner.
- Name the invoice and the reason.
- Tell the customer before finance does.

## payment-terms | billing | public | Payment terms
Thirty days net; two per cent discount within ten days for parts.
- Bank details are on each invoice. We never change them by e-mail.

## operator-training | training | public | Operator training
Two days at your site for up to eight people.
- Day one: running, cleaning, format change.
- Day two: faults, wear parts, first-level maintenance.

## format-change | training | public | Format change in fifteen minutes
The trolley makes the difference.
- Put the format parts on the trolley in the order of the plan.
- Two people work on both sides at the same time.
- Load the recipe while the last part is fitted.

## cleaning-schedule | training | public | Cleaning: dry, wet and with allergens
Dry cleaning is enough unless allergens change.
- Dry: blow off, vacuum, wipe; 8 minutes.
- Wet: belts and jaws off, 20 minutes.
- Allergens: wet, with a swab test before the next batch.

## maintenance-course | training | public | Maintenance course for technicians
Three days in Hamburg or Newark.
- Drives, jaws, vacuum, safety circuits.
- Needs an electrical qualification.

## safety-briefing | training | public | Safety briefing for visitors
Ten minutes, once a year, before anybody enters the line.
- Show the emergency stops.
- No loose clothing, no jewellery.

## escalation-path | training | internal | When and how to escalate
A line that stands for four hours is always an escalation.
- Call the head of support.
- Tell the account owner.
- Write down every promise in the case.

## onboarding-checklist | training | draft | First ninety days with a new machine
A draft for the customer portal.
- Week 1: installation and acceptance.
- Week 4: first review of counters.
- Day 90: hand-over to support.

## panel-5-manual | software | archived | Manual of panel version 5
Version 5 is no longer supported.
- Ask for an upgrade to 6.
`;

/** What goes wrong around machines; the form is that of the machine scenarios. */
export const officeScenarios = `
## software | medium | email | update-panel-software
Panel of {machine} asks for an update and fails
> The panel offers version 6.4, but the update stops at 62 % with "checksum".
< Please use a USB stick formatted as FAT32 and not larger than 32 GB. Larger ones fail just there.
> With a small stick it worked.

## software | high | web | recipe-backup
Recipes gone after the update of {machine}
> We updated {machine} to 6.4 and the recipe list is empty. We have 48 formats!
< Do not switch it off please. The recipes are kept in a backup folder; I will guide you through the restore by phone at 14:00.
! 6.4 renames the folder when the panel language is not English. Engineering is told, fix is planned for 6.4.1.
> All 48 are back. We will not update on a Friday again.
< Understood. I wrote an article about the backup, it is linked here.

## software | low | chat | opcua-setup
How do we read counters over OPC UA?
> Our IT wants the pack counter of {machine} in the plant dashboard. Is there an interface?
< Yes, from panel version 6.2 on there is an OPC UA server. The setup article lists the nodes.
> Found it, thanks.

## software | medium | email | operator-accounts
Operator PIN locked on {machine}
> Night shift locked the supervisor PIN. We can run, but we cannot change formats.
< I need a signed request from the plant director for a PIN reset. The form is linked.
> Form is attached, signed by our plant director.
< New PIN sent to the plant director by phone.

## billing | medium | email | read-your-invoice
Invoice for service visit shows the wrong rate
> Your invoice charges 185 an hour, our contract says 160.
< You are right, {name}: your plan has 160. A credit note over the difference is on its way.
> Received.
! Rate table for plus plans was not updated in the billing tool. Told finance.

## billing | low | web | read-your-invoice
Please add our purchase order number
> We cannot book invoices without a PO number. Please send the last one again with PO 4500{serial}.
< Done, the new PDF is attached. I also stored that a PO number is required for you.

## billing | medium | phone | service-plan-levels
Service plan was renewed although we cancelled
> We cancelled the plan for {machine} in spring and now there is an invoice for another year.
< I cannot find the letter, {name}. Could you send me a copy?
> Attached. It was sent to your old address in February.
< Found it in the archive now. The invoice is cancelled, with our apologies.

## training | low | email | operator-training
Training for six new operators
> We have six new operators for {machine}. Which courses do you have in the next weeks?
< There is a two-day course at your site for up to eight people. I can offer the week after next.
> Tuesday and Wednesday would suit us.
< Booked. The trainer needs the machine for four hours on each day.

## training | medium | phone | format-change
Format change takes an hour, was sold as fifteen minutes
> Our people need an hour for a format change on {machine}. In the demo it was fifteen minutes.
< In the demo the format parts were on a trolley in the right order. May I send you our trolley plan and a short film?
> Yes please. If that does not help we want somebody here.
! Account team should know: expansion deal depends on the change-over time.
> We are at 22 minutes now.

## training | low | chat | cleaning-schedule
Cleaning schedule for {machine} with allergens
> From next month we pack nuts on {machine}. What do we need to change in cleaning?
< The wet cleaning schedule applies then: belts off, jaws off, 20 minutes. I am sending you the validated protocol.
> Thanks, our quality manager will have a look.
`;

/**
 * What goes wrong with machines. A block starts with `## category | priority | origin | article`; then the subject, and what is said:
 * `>` by the customer, `<` by support, `!` among staff. The first `>` is the description.
 */
export const machineScenarios = `
## mechanical | high | email | replace-sealing-jaws
Sealing jaws of {machine} leave open corners
> Since Monday about one pack in thirty leaves our {machine} with an open corner. We cleaned the jaws twice, it did not help.
< Hello {name}, that sounds like worn jaw inserts. Could you send a photo of both jaws and the counter reading from the service page?
> Photos attached. The counter says 4.1 million cycles.
< The inserts are due at 4 million. I am sending a set today; please run at 85 % speed until they are fitted.
! Second customer this month past 4 million without a reminder. We should mail them at 3.5.
> Fitted yesterday, no open corners since. Thank you.

## mechanical | urgent | phone | emergency-stop-reset
{machine} will not restart after an emergency stop
> Line 2 is standing. Somebody hit the emergency stop and the {machine} does not come back, the display shows E-114.
< I called you back, {name}: please turn the ring key on the rear panel, then hold Reset for five seconds.
> It runs again. We lost about two hours. Please make the manual clearer here.
! Feedback passed to documentation. The ring key is not mentioned on page 1.

## mechanical | medium | email | conveyor-belt-tracking
Conveyor of {machine} drifts to the left
> The infeed belt of our {machine} ({serial}) wanders to the operator side and starts to fray.
< Please check the tension screws first: both should show the same number of threads. The article on belt tracking has pictures.
> Tension was uneven. It tracks now, but the belt is damaged. What does a new one cost?
< A belt is 418 EUR, four days by courier. I can put it on your account if you confirm.

## mechanical | medium | web | gripper-calibration
Grippers drop every tenth tray
> After the format change to 250 g our {machine} drops trays. Grip pressure is at the value from the sheet.
< The sheet was made for the old tray. Please run the gripper calibration from the maintenance menu with an empty tray.
> Better, one in a hundred now. Is that normal?
< No. I have asked for a set of softer cups for you, without charge.

## mechanical | low | email | noise-bearing-check
Whistling noise from the main drive
> There is a high whistle from the main drive of {machine} when it is cold. It goes away after ten minutes.
< Please listen at the two bearings with the guard closed and tell me which one it is. If it is the rear one it is only the seal.
> It is the rear one.
< Then nothing is wrong. We will change the seal with the next service visit.

## electrical | high | phone | servo-fault-codes
Servo fault F-27 on {machine}, three times this shift
> Axis 3 stops with F-27. Reset works for about an hour, then it is back.
< F-27 is over-temperature of the drive. Is the cabinet fan running? The filter mat may be blocked.
> Fan runs, filter is black. We change it now.
! If it comes back after the filter: drive swap under warranty, stock is in Hamburg.
> No fault since Friday.

## electrical | medium | email | sensor-alignment
Photo eye on {machine} sees packs that are not there
> The reject gate opens without a pack in front of it, about twice a minute.
< Low sun on the sensor does that. Is the machine near a window? The alignment guide shows how to shade it.
> Yes, and it happens in the morning only. We put up a screen and it stopped.

## electrical | urgent | email | power-supply-swap
No power on {machine} after the storm
> We had a power cut last night and the {machine} is dead this morning. The main fuse is fine.
< I am sorry to hear that. Please look at the 24 V supply in the left cabinet: is the green light on?
> No light.
< A replacement supply goes out with today's courier. Article linked: swapping it takes 20 minutes, and the settings stay.
! Offer surge protection; fourth site this year.

## spare-parts | medium | web | order-spare-parts
Wrong knife set delivered for {machine}
> We ordered the 180 mm knives for {machine} and got the 160 mm ones.
< My apologies, the order was picked wrongly. The right set leaves today, a return label is attached.
> Arrived and fitted.

## spare-parts | low | email | order-spare-parts
Price and delivery time for a wear parts kit
> Please quote the yearly wear parts kit for {machine}, serial {serial}. We need it by the end of next month.
< The kit is 2,340 EUR, ten working days. Shall I reserve one?
> Please do, the order number follows.

## spare-parts | high | phone | order-spare-parts
Vacuum pump for {machine} is out of stock
> Your shop says eight weeks for the vacuum pump. We cannot stand still for eight weeks.
< I understand, {name}. We have an exchange pump in Rotterdam, rebuilt last month. It can be with you on Thursday.
! Second escalation about this pump. Purchasing should hold two more.
> Please send it.
`;

/** Articles: `## key | category | audience | title`, a summary, steps. Those marked `draft` or `archived` are not online. */
export const machineArticles = `
## replace-sealing-jaws | mechanical | public | Replacing the sealing jaw inserts
Jaw inserts last about 4 million cycles. Open or creased corners are the first sign that they are worn.
- Switch the machine off and wait until the jaws are below 40 °C.
- Loosen the two M6 screws of each insert and pull it out towards you.
- Clean the seat with a plastic scraper, never with steel.
- Push in the new insert until it clicks and tighten to 9 Nm.
- Reset the counter on the service page.

## emergency-stop-reset | mechanical | public | Starting again after an emergency stop
After an emergency stop the machine waits for the ring key on the rear panel. Error E-114 means that it was not turned yet.
- Find out why the stop was pressed and remove the cause.
- Pull the emergency stop button out.
- Turn the ring key on the rear panel to the right and back.
- Hold Reset for five seconds.

## conveyor-belt-tracking | mechanical | public | Belt runs to one side
A belt that drifts has uneven tension or a dirty end roller.
- Compare the threads on both tension screws; make them equal.
- Clean the end roller.
- Turn the screw on the side to which the belt drifts by a quarter turn and watch for two minutes.

## gripper-calibration | mechanical | public | Calibrating the grippers for a new tray
Calibrate whenever the weight or the shape of a tray changes.
- Open Maintenance, then Grippers.
- Put an empty tray into the first position and press Learn.
- Repeat with a full tray.
- Run twenty trays at half speed.

## noise-bearing-check | mechanical | public | Noises and what they mean
Most noises come from seals and belts and are harmless. Grinding is not.
- Whistling when cold: seal of the rear bearing, change it at the next service.
- Clicking once a turn: belt joint.
- Grinding: stop the machine and call us.

## jaw-temperature | mechanical | public | Setting the jaw temperature for thin film
Film below 40 micrometres needs less heat and more time.
- Start at 128 °C and 0.35 s.
- Raise in steps of 2 °C until the seam holds when pulled by hand.

## lubrication-plan | mechanical | public | Lubrication plan
Use food grade grease only. The plan covers 2,000 hours.
- Every 250 hours: linear guides.
- Every 500 hours: chain and cam.
- Every 2,000 hours: gear box oil.

## knife-change | mechanical | public | Changing the knives safely
Wear cut protection gloves. A knife set lasts 600 hours on cardboard.
- Lock the main switch.
- Use the knife carrier to take the set out as one piece.
- Check the length on the label: 160 mm or 180 mm.

## vacuum-check | mechanical | public | Vacuum is too low
Below 70 % vacuum packs are not gripped safely.
- Check the cups for cracks.
- Clean the filter of the pump.
- Listen for leaks at the quick couplings.

## chain-tension | mechanical | internal | Chain tension on machines built before 2019
Old machines have a different tensioner; the values in the manual do not apply.
- Measure the sag in the middle: 8 to 10 mm.
- Order part 70-2214 if it cannot be reached.

## servo-fault-codes | electrical | public | Servo fault codes
The drive shows a code of a letter and two digits.
- F-12: over-current; look for a jam.
- F-27: over-temperature; clean the filter mat of the cabinet.
- F-31: encoder; check the plug behind the motor.

## sensor-alignment | electrical | public | Aligning photo eyes
Sun light and shiny film disturb photo eyes.
- Clean the lens with a dry cloth.
- Turn the sensor by 5 degrees so that it does not look straight at the film.
- Put up a screen when the sun shines on it.

## power-supply-swap | electrical | public | Changing the 24 V power supply
All settings stay when the supply is changed.
- Lock the main switch and wait for five minutes.
- Photograph the wires.
- Change the supply and set it to 24.2 V under load.

## cabinet-filter | electrical | public | Filter mat of the control cabinet
A blocked mat is behind most drive faults.
- Change it every 500 hours, in bakeries every 200.
- Never run without it: flour conducts when it is damp.

## emc-checklist | electrical | internal | Checklist for sporadic faults
Sporadic faults after moving a machine are mostly earthing.
- Measure between frame and earth bar: below 0.1 ohm.
- Keep signal lines 20 cm away from motor lines.

## ups-option | electrical | public | Riding through short power cuts
The panel can be buffered for ten minutes.
- Order option 31.
- The drives are not buffered: packs in the machine are lost.

## order-spare-parts | spare-parts | public | Ordering spare parts
Orders before 14:00 leave on the same day.
- Have the serial number at hand; it is on the plate next to the main switch.
- Parts marked W are wear parts and always in stock.
- Exchange units are cheaper: ask for them.

## wear-parts-kit | spare-parts | public | What is in the yearly wear parts kit
One kit covers 2,000 hours of one machine.
- Jaw inserts, belts, cups, knives and filter mats.
- The kit of premium plans also has a vacuum pump seal set.

## return-parts | spare-parts | public | Returning parts
Unused parts can be returned within 30 days.
- Ask for a return label.
- Put the delivery note into the box.

## exchange-stock | spare-parts | internal | Where exchange units are stored
Pumps are in Rotterdam, drives in Hamburg, panels in Newark.
- Reserve before you promise.
- Transfers between sites take two days.
`;

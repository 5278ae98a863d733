/** Stages of a process that records move through. Shapes as in recorded traffic. */
export interface Pipeline {
  readonly label: string;
  readonly displayOrder: number;
  readonly id: string;
  readonly stages: readonly PipelineStage[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archived: boolean;
}

export interface PipelineStage {
  readonly label: string;
  readonly displayOrder: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT' | 'READ_ONLY' | 'INTERNAL_ONLY';
  readonly archived: boolean;
}

type StageSeed = readonly [id: string, label: string, metadata: Readonly<Record<string, string>>];

const epoch = '1970-01-01T00:00:00Z';

const lifecycle: readonly StageSeed[] = [
  ['subscriber', 'Subscriber', open()],
  ['lead', 'Lead', open()],
  ['marketingqualifiedlead', 'Marketing Qualified Lead', open()],
  ['salesqualifiedlead', 'Sales Qualified Lead', open()],
  ['opportunity', 'Opportunity', open()],
  ['customer', 'Customer', open()],
  ['evangelist', 'Evangelist', open()],
  ['other', 'Other', closed()],
];

const sales: readonly StageSeed[] = [
  ['appointmentscheduled', 'Appointment Scheduled', odds('0.2')],
  ['qualifiedtobuy', 'Qualified To Buy', odds('0.4')],
  ['presentationscheduled', 'Presentation Scheduled', odds('0.6')],
  ['decisionmakerboughtin', 'Decision Maker Bought-In', odds('0.8')],
  ['contractsent', 'Contract Sent', odds('0.9')],
  ['closedwon', 'Closed Won', odds('1.0')],
  ['closedlost', 'Closed Lost', odds('0.0')],
];

const renewals: readonly StageSeed[] = [
  ['251860001', 'Due', odds('0.7')],
  ['251860002', 'Offer Sent', odds('0.8')],
  ['251860003', 'Renewed', odds('1.0')],
  ['251860004', 'Lapsed', odds('0.0')],
];

const support: readonly StageSeed[] = [
  ['1', 'New', ticketState('OPEN')],
  ['2', 'Waiting on contact', ticketState('OPEN')],
  ['3', 'Waiting on us', ticketState('OPEN')],
  ['4', 'Closed', ticketState('CLOSED')],
  ['251861005', 'Escalated', ticketState('OPEN')],
];

/** The portal's pipelines by object type id. */
export const pipelineSeeds: Readonly<Record<string, readonly Pipeline[]>> = {
  '0-1': [pipeline('contacts-lifecycle-pipeline', 'Lifecycle Stage Pipeline', lifecycle)],
  '0-2': [pipeline('companies-lifecycle-pipeline', 'Lifecycle Stage Pipeline', lifecycle)],
  '0-3': [pipeline('default', 'Sales Pipeline', sales), pipeline('251860000', 'Renewals', renewals, 1)],
  '0-5': [pipeline('0', 'Support Pipeline', support)],
};

function pipeline(id: string, label: string, stages: readonly StageSeed[], displayOrder = 0): Pipeline {
  return {
    label,
    displayOrder,
    id,
    stages: stages.map(([stageId, stageLabel, metadata], index) => stage(stageId, stageLabel, metadata, index, epoch)),
    createdAt: epoch,
    updatedAt: epoch,
    archived: false,
  };
}

/** One stage, written by an admin or by HubSpot. */
export function stage(
  id: string,
  label: string,
  metadata: Readonly<Record<string, string>>,
  displayOrder: number,
  at: string,
): PipelineStage {
  return {
    label,
    displayOrder,
    metadata,
    id,
    createdAt: at,
    updatedAt: at,
    writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
    archived: false,
  };
}

function open(): Readonly<Record<string, string>> {
  return { isClosed: 'false', state: 'OPEN' };
}

function closed(): Readonly<Record<string, string>> {
  return { isClosed: 'true', state: 'CLOSED' };
}

function odds(probability: string): Readonly<Record<string, string>> {
  return { isClosed: String(probability === '1.0' || probability === '0.0'), probability };
}

function ticketState(state: 'OPEN' | 'CLOSED'): Readonly<Record<string, string>> {
  return { isClosed: String(state === 'CLOSED'), ticketState: state };
}

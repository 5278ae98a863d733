import { createToolkit, type CallContext, type Connector, type Tool } from '@causeway/core';
import { callerOf, createWallet, type User, type Wallet } from './wallet.ts';
import { startStandIn, type StandIn } from '../stand-in/stand-in.ts';
import { runTool, type Attempt } from './attempt.ts';
import { hold } from '../violation.ts';
import type { Sample, Subject } from './subject.ts';
import type { Strike } from '../stand-in/fault.ts';

export interface AttemptOptions {
  /** Default alice. */
  readonly as?: User;
  readonly signal?: AbortSignal;
  readonly strike?: Strike;
  /** Default: the lab's own connector. */
  readonly connector?: Connector;
}

/** A fresh connector in front of a fresh stand-in. */
export interface Lab {
  readonly connector: Connector;
  readonly standIn: StandIn;
  readonly wallet: Wallet;
  /** Another connector, with the account of this user; at another address, if one is given. */
  connect(as: User, url?: string): Promise<Connector>;
  tool(name: string, connector?: Connector): Tool;
  context(as?: User, signal?: AbortSignal): CallContext;
  /** Watches the stand-in and calls a tool. */
  attempt(sample: Sample, options?: AttemptOptions): Promise<Attempt>;
}

/** Gives work a lab and takes it down afterwards. */
export async function inLab<T>(subject: Subject, work: (lab: Lab) => Promise<T>): Promise<T> {
  const wallet = createWallet(subject.tokens);
  const { upstream, signIn, reads } = subject;
  const standIn = await startStandIn({ upstream, signIn, reads, translate: (text) => wallet.translate(text) });
  const connectors: Connector[] = [];
  try {
    const connect = async (as: User, url = standIn.url) => {
      const connector = await subject.connect({
        url,
        credential: (call, rejected) => wallet.credential(call, rejected),
        secret: wallet.account(as),
      });
      connectors.push(connector);
      return connector;
    };
    await subject.reset();
    return await work(createLab(standIn, wallet, connect, await connect('alice')));
  } finally {
    await standIn.close();
    for (const connector of connectors) await connector.close?.().catch(() => {});
  }
}

function createLab(standIn: StandIn, wallet: Wallet, connect: Lab['connect'], connector: Connector): Lab {
  const toolkit = createToolkit({ connectors: [] });
  const lab: Lab = {
    connector,
    standIn,
    wallet,
    connect,
    tool(name, of = connector) {
      const tool = of.tools.find((candidate) => candidate.name === name);
      hold(tool !== undefined, `There is a sample for "${name}", but no such tool.`);
      return tool;
    },
    context(as = 'alice', signal) {
      let context: CallContext | undefined;
      toolkit.list({ caller: callerOf(as), signal, prepare: (fresh) => (context = fresh) });
      return context as unknown as CallContext;
    },
    async attempt({ tool, input }, { as, signal, strike, connector: of } = {}) {
      standIn.watch(strike);
      wallet.forget();
      const context = lab.context(as, signal);
      const { outcome, access } = await runTool(lab.tool(tool, of), input, context);
      return { outcome, access, trail: context.trail.log, requests: standIn.requests.filter((request) => !request.signIn) };
    },
  };
  return lab;
}

/** The one sample in a lab of its own. */
export function attemptAlone(subject: Subject, sample: Sample, options?: AttemptOptions): Promise<Attempt> {
  return inLab(subject, (lab) => lab.attempt(sample, options));
}

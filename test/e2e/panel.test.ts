// The panel where a person looks for it.
import { useSession } from '../support/e2eSuite.ts';

describe('The Sidestream panel', () => {
  const session = useSession();

  it('opens from the activity bar', async () => {
    const { workbench } = session();
    await workbench.page.getByRole('tab', { name: 'Sidestream' }).click();
    await workbench.frameWith('[role=log]');
    await workbench.screenshot('panel');
  });

  it('opens from the command palette', async () => {
    const { workbench } = session();
    await workbench.runCommand('View: Show Explorer');
    await workbench.runCommand('View: Show Sidestream');
    await workbench.frameWith('[role=log]');
  });

  it('opens again after a reload', async () => {
    const { workbench } = session();
    await workbench.reload();
    // The web workbench does not always get to save which view was open before its page goes away.
    await workbench.runCommand('View: Show Sidestream');
    await workbench.frameWith('[role=log]');
  });
});

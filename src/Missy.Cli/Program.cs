using Missy;
using Missy.Cli;
using Missy.Configuration;

if (args is ["ask" or "run", ..])
{
    // Beside it, the command line is read.
    MissyClient.WarmUp();
}

using var interruption = new Interruption();
using var terminal = Terminal.OfProcess();
return await new CommandLineApp(terminal, SystemEnvironment.Instance).RunAsync(args, interruption.Token);

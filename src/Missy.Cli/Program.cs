using Missy.Cli;
using Missy.Configuration;

using var interruption = new Interruption();
using var terminal = Terminal.OfProcess();
return await new CommandLineApp(terminal, SystemEnvironment.Instance).RunAsync(args, interruption.Token);

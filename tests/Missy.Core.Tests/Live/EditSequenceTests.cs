using Missy.Configuration;
using Missy.Tests.Client;
using Missy.Tests.Support;

namespace Missy.Tests.Live;

/// <summary>
/// A thousand random sequences of what editors, scripts and accidents do to a file: whatever they are, the configuration in effect is
/// the file's newest content that can be used, or the one before.
/// </summary>
public sealed class EditSequenceTests
{
    private const int Steps = 10;
    private const int PerCase = 100;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void The_live_configuration_is_the_newest_sound_one_or_the_one_before(int part)
    {
        var (taken, refused) = (0, 0);
        for (var seed = part * PerCase; seed < (part + 1) * PerCase; seed++)
        {
            using var sequence = new Sequence(seed);
            for (var step = 0; step < Steps; step++)
            {
                sequence.Step();
            }

            sequence.Rest();
            taken += sequence.Events.Count(happened => happened is ConfigReloaded);
            refused += sequence.Events.Count(happened => happened is ConfigReloadFailed);
        }

        // Else the sequences prove nothing.
        Assert.InRange(taken, PerCase, int.MaxValue);
        Assert.InRange(refused, PerCase, int.MaxValue);
    }

    private sealed class Sequence : IDisposable
    {
        private readonly Random _random;
        private readonly ManualTimeProvider _time = new();
        private readonly ClientHarness _missy;
        private readonly List<string> _done = [];
        private readonly int _seed;
        private string _effective;
        private int _made;

        public Sequence(int seed)
        {
            _seed = seed;
            _random = new Random(seed);
            _missy = new ClientHarness(Content(), change: options => options with { Watch = true }, time: _time);
            _effective = Live;
            Assert.Equal(Sound(), _effective);
        }

        public List<MissyEvent> Events => _missy.Events;

        private string File1 => _missy.ConfigPath;

        private string Live => Describe(_missy.Client.Config.Config);

        public void Step()
        {
            Edit();
            var seconds = _random.Next(6);
            for (var second = 0; second < seconds; second++)
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                Check(rested: second >= 2);
            }
        }

        public void Rest()
        {
            _done.Add("rest");
            for (var second = 0; second < 4; second++)
            {
                _time.Advance(TimeSpan.FromSeconds(1));
            }

            Check(rested: true);
        }

        public void Dispose() => _missy.Dispose();

        private static string Describe(MissyConfig config) =>
            string.Join(", ", config.Providers.Select(provider => $"{provider.Name}={provider.Model}"));

        private void Check(bool rested)
        {
            var (live, sound) = (Live, Sound());
            var expected = rested ? sound ?? _effective : live == sound ? sound : _effective;
            Assert.True(live == expected, $"seed {_seed}: {string.Join(", ", _done)}: live is '{live}', the file says '{sound ?? "nothing sound"}', before it was '{_effective}'");
            _effective = live;
        }

        // What a reader of its own makes of the file; null when nothing may be made of it.
        private string? Sound()
        {
            if (!File.Exists(File1) || string.IsNullOrWhiteSpace(Text()))
            {
                return null;
            }

            var read = ConfigReader.ReadFile(File1, new KnownNames(["ollama"], []));
            return read.HasErrors ? null : Describe(read.Config);
        }

        private string Text() => File.ReadAllText(File1);

        private string Content() =>
            $"# {new string('x', _random.Next(5))}\nproviders:\n  a: {{name: ollama, model: m{++_made:000}}}\n  b: {{name: ollama}}\n";

        private void Edit()
        {
            switch (_random.Next(14))
            {
                case 0 or 1:
                    Do("write", () => File.WriteAllText(File1, Content()));
                    break;
                case 2:
                    Do("write and keep the time", () =>
                    {
                        var written = File.GetLastWriteTimeUtc(File1);
                        File.WriteAllText(File1, Content());
                        File.SetLastWriteTimeUtc(File1, written);
                    });
                    break;
                case 3 or 4:
                    Do("rename", () =>
                    {
                        File.WriteAllText(File1 + ".new", Content());
                        File.Move(File1 + ".new", File1, overwrite: true);
                    });
                    break;
                case 5:
                    Do("truncate", () => File.WriteAllText(File1, ""));
                    break;
                case 6:
                    Do("delete", () => File.Delete(File1));
                    break;
                case 7:
                    Do("open to all", () => UnixFile.SetMode(File1, "666"));
                    break;
                case 8:
                    Do("close", () => UnixFile.SetMode(File1, "600"));
                    break;
                case 9 when !OperatingSystem.IsWindows():
                    Do("link", () =>
                    {
                        var target = $"{File1}.{_made}";
                        File.WriteAllText(target, Content());
                        File.Delete(File1);
                        File.CreateSymbolicLink(File1, target);
                    });
                    break;
                case 10:
                    Do("break the YAML", () => File.WriteAllText(File1, Content() + "  c: {name: [\n"));
                    break;
                case 11:
                    Do("break a value", () => File.WriteAllText(File1, Content() + "network: {default_deny: perhaps}\n"));
                    break;
                case 12:
                    Do("write half", () =>
                    {
                        var text = Content();
                        File.WriteAllText(File1, text[.._random.Next(text.Length)]);
                    });
                    break;
                default:
                    Do("touch", () => File.SetLastWriteTimeUtc(File1, DateTime.UtcNow.AddMinutes(_random.Next(100))));
                    break;
            }
        }

        private void Do(string what, Action edit)
        {
            _done.Add(what);
            try
            {
                edit();
            }
            catch (FileNotFoundException)
            {
                // There is nothing to do that to.
            }
        }
    }
}

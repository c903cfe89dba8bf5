using System.Diagnostics;
using System.Globalization;
using System.Text;
using PolyCloud.Engine.Values;
using Xunit.Abstractions;

namespace PolyCloud.Polymarket.Tests.Fuzz;

/// <summary>
/// Every reader of messages from outside, with sound messages damaged at random: nothing throws, nothing takes long, nothing is kept.
/// As many messages in all as <see cref="MessagesVariable"/> says.
/// </summary>
public sealed class EveryReaderTests(ITestOutputHelper output)
{
    public const string MessagesVariable = "POLYCLOUD_FUZZ_MESSAGES";

    private const long KeptAtMost = 32 << 20;

    private static readonly TimeSpan SlowestAtMost = TimeSpan.FromSeconds(2);

    private static readonly int Messages = int.Parse(Environment.GetEnvironmentVariable(MessagesVariable) ?? "60000", CultureInfo.InvariantCulture);

    [Fact]
    public void No_damaged_message_throws_hangs_or_fills_the_memory()
    {
        var readers = ReaderUnderFuzz.All();
        var random = new DeterministicRandom(20_261_121);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var slowest = TimeSpan.Zero;
        foreach (var reader in readers)
        {
            var sound = reader.Sound.Select(Encoding.UTF8.GetBytes).ToList();
            for (var message = 0; message < Messages / readers.Count; message++)
            {
                // Damage upon damage, now and then: some messages have little left of what they were.
                var damaged = Mutation.Of(sound[random.NextInt32(sound.Count)], random);
                damaged = random.NextInt32(8) == 0 ? Mutation.Of(damaged, random) : damaged;
                var began = Stopwatch.GetTimestamp();
                Read(reader, damaged);
                var took = Stopwatch.GetElapsedTime(began);
                slowest = took > slowest ? took : slowest;
            }
        }

        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"{readers.Count} readers, {Messages / readers.Count * readers.Count} damaged messages, slowest {slowest.TotalMilliseconds:0.0} ms, kept {kept / 1024.0:0} KiB");
        Assert.InRange(slowest, TimeSpan.Zero, SlowestAtMost);
        Assert.InRange(kept, long.MinValue, KeptAtMost);
    }

    [Fact]
    public void No_reader_throws_at_its_sound_messages_or_at_nothing()
    {
        foreach (var reader in ReaderUnderFuzz.All())
        {
            foreach (var message in reader.Sound.Append("").Append("null").Append("[]").Append("{}").Append(new string('[', 5_000)).Append("\"\\ud800\""))
            {
                Read(reader, Encoding.UTF8.GetBytes(message));
            }
        }
    }

    private static void Read(ReaderUnderFuzz reader, byte[] message)
    {
        try
        {
            reader.Read(message);
        }
        catch (Exception problem)
        {
            Assert.Fail($"{reader.Name} throws {problem.GetType().Name} ({problem.Message}) at {Convert.ToBase64String(message)}\n{problem.StackTrace}");
        }
    }
}

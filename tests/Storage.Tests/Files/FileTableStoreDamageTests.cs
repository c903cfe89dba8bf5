using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Tests.Tables;
using static PolyCloud.Storage.Tests.Tables.TableRows;

namespace PolyCloud.Storage.Tests.Files;

/// <summary>Every truncation of the end, every broken byte of the middle.</summary>
public sealed class FileTableStoreDamageTests : IAsyncLifetime
{
    private const int Writes = 4;

    private readonly TemporaryDirectory _directory = new();
    private readonly List<long> _lengthAfterWrite = [];
    private byte[] _log = [];

    private FileTableStoreOptions Options => new() { Directory = _directory.Path };

    private string Log => _directory.File("tables.log");

    /// <summary>A log of four writes as a killed process leaves it: without the mark of a clean close.</summary>
    public async Task InitializeAsync()
    {
        await using var store = FileTableStore.Open(Options);
        for (var number = 0; number < Writes; number++)
        {
            await store.WriteAllAsync(Insert("p", "a" + number), Insert("p", "b" + number));
            _lengthAfterWrite.Add(new FileInfo(Log).Length);
        }

        _log = await File.ReadAllBytesAsync(Log);
    }

    public Task DisposeAsync()
    {
        _directory.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_log_cut_at_any_byte_holds_every_whole_write_and_no_part_of_another()
    {
        for (var length = LogFormat.FileHeaderBytes; length <= _log.Length; length++)
        {
            await File.WriteAllBytesAsync(Log, _log[..length]);
            var whole = _lengthAfterWrite.Count(end => end <= length);
            var kept = whole == 0 ? LogFormat.FileHeaderBytes : _lengthAfterWrite[whole - 1];
            await using (var store = FileTableStore.Open(Options))
            {
                Assert.Equal(2 * whole, store.RowCount);
                Assert.Equal(length == kept ? null : new TornTail(Log, kept, length - kept), store.Torn);
                await store.WriteOneAsync(Upsert("p", "after"));
            }

            await using var reopened = FileTableStore.Open(Options);
            Assert.Null(reopened.Torn);
            Assert.Equal((2 * whole) + 1, reopened.RowCount);
        }
    }

    [Fact]
    public async Task A_broken_byte_before_the_last_write_refuses_to_open_names_file_and_offset_and_changes_nothing()
    {
        for (var position = 0; position < _lengthAfterWrite[^2]; position++)
        {
            var broken = (byte[])_log.Clone();
            broken[position] ^= 0x10;
            await File.WriteAllBytesAsync(Log, broken);
            var refused = Assert.Throws<StoreUnavailableException>(() => FileTableStore.Open(Options));
            var frame = position < LogFormat.FileHeaderBytes
                ? 0
                : _lengthAfterWrite.Prepend(LogFormat.FileHeaderBytes).Last(start => start <= position);
            Assert.Contains($"{Log} is damaged at offset {frame}:", refused.Message, StringComparison.Ordinal);
            Assert.Equal(broken, await File.ReadAllBytesAsync(Log));
        }
    }

    [Fact]
    public async Task A_broken_byte_of_the_last_write_after_a_clean_close_is_damage_too()
    {
        await File.WriteAllBytesAsync(Log, _log);
        await using (var store = FileTableStore.Open(Options))
        {
            await store.WriteOneAsync(Insert("p", "last"));
        }

        var closed = await File.ReadAllBytesAsync(Log);
        closed[_log.Length + LogFormat.FrameHeaderBytes + 3] ^= 1;
        await File.WriteAllBytesAsync(Log, closed);
        Assert.Throws<StoreUnavailableException>(() => FileTableStore.Open(Options));
    }

    [Fact]
    public async Task Zeros_and_noise_behind_the_last_write_are_cut()
    {
        var random = new Random(7);
        for (var attempt = 0; attempt < 50; attempt++)
        {
            var noise = new byte[random.Next(1, 3000)];
            if (attempt > 0)
            {
                random.NextBytes(noise);
            }

            await File.WriteAllBytesAsync(Log, [.. _log, .. noise]);
            await using var store = FileTableStore.Open(Options);
            Assert.Equal(noise.Length, store.Torn!.BytesCut);
            Assert.Equal(2 * Writes, store.RowCount);
        }
    }

    [Fact]
    public async Task A_file_of_another_program_or_version_is_refused_and_left_alone()
    {
        await File.WriteAllTextAsync(Log, "not a table log, but somebody's text");
        Assert.Throws<StoreUnavailableException>(() => FileTableStore.Open(Options));
        Assert.StartsWith("not a table log", await File.ReadAllTextAsync(Log), StringComparison.Ordinal);
        await File.WriteAllBytesAsync(Log, []);
        Assert.Throws<StoreUnavailableException>(() => FileTableStore.Open(Options));
    }
}

using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Operations;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Tests.Operations;

public sealed class OperationFilesTests : IDisposable
{
    private static readonly Timestamp Now = Timestamp.FromSeconds(1_793_714_400);

    private readonly string _directory = Directory.CreateTempSubdirectory("operations").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void What_was_signed_is_found_again_whole()
    {
        var record = Record(InventoryOperationState.Submitted) with { Reference = "relayed", Winner = Outcome.Down, Attempts = [new SignedAttempt(7, new Hash256(1, 2, 3, 4), [1, 2, 3], 5, 6)] };
        OperationFiles.Open(_directory, Now).Write(record);
        var found = Assert.Single(OperationFiles.Open(_directory, Now).Find());
        Assert.Equal(record.Attempts[0].Payload, found.Attempts[0].Payload);
        Assert.Equal(record.Attempts[0] with { Payload = found.Attempts[0].Payload }, found.Attempts[0]);
        Assert.Equal(record with { Attempts = found.Attempts }, found);
    }

    [Fact]
    public void What_a_predecessor_signs_after_the_start_is_found_too()
    {
        var files = OperationFiles.Open(_directory, Now);
        Assert.Empty(files.Find());
        OperationFiles.Open(_directory, Now).Write(Record(InventoryOperationState.Submitted));
        Assert.Single(files.Find());
    }

    [Fact]
    public void A_later_state_replaces_the_earlier_and_a_failure_is_forgotten()
    {
        var files = OperationFiles.Open(_directory, Now);
        files.Write(Record(InventoryOperationState.Submitted));
        files.Write(Record(InventoryOperationState.Confirmed));
        Assert.Equal(InventoryOperationState.Confirmed, Assert.Single(OperationFiles.Open(_directory, Now).Find()).State);
        files.Write(Record(InventoryOperationState.Failed));
        Assert.Empty(OperationFiles.Open(_directory, Now).Find());
    }

    [Fact]
    public void What_is_over_is_archived_a_day_after_its_window_and_what_is_not_stays()
    {
        var files = OperationFiles.Open(_directory, Now);
        files.Write(Record(InventoryOperationState.Confirmed));
        files.Write(Record(InventoryOperationState.Unknown) with { Number = 2 });
        Assert.Equal(2, Assert.Single(OperationFiles.Open(_directory, Now + Duration.FromSeconds(90_000)).Find()).Number);
        Assert.Equal(2, Assert.Single(OperationFiles.Open(_directory, Now + Duration.FromSeconds(90_000)).Find()).Number);
    }

    [Fact]
    public void An_account_finds_the_operations_of_a_day_archived_or_not_each_once()
    {
        var files = OperationFiles.Open(_directory, Now);
        files.Write(Record(InventoryOperationState.Confirmed));
        files.Write(Record(InventoryOperationState.Confirmed) with { Number = 2, Closes = Now + Duration.FromSeconds(86_400) });
        var day = Timestamp.FromSeconds(Now.Seconds / 86_400 * 86_400);
        var before = OperationFiles.ReadDay(_directory, day).Select(static record => record.Number).ToList();
        Assert.Equal([1, 2], before);
        OperationFiles.Open(_directory, Now + Duration.FromSeconds(90_000));
        Assert.Equal(before, OperationFiles.ReadDay(_directory, day).Select(static record => record.Number));
        OperationFiles.Open(_directory, Now + Duration.FromSeconds(900_000));
        Assert.Equal(before, OperationFiles.ReadDay(_directory, day).Select(static record => record.Number));

        // A crash between the two names of one file.
        files.Write(Record(InventoryOperationState.Confirmed));
        Assert.Equal(before, OperationFiles.ReadDay(_directory, day).Select(static record => record.Number));
        Assert.Empty(OperationFiles.ReadDay(Path.Combine(_directory, "nowhere"), day));
    }

    [Fact]
    public void Those_of_another_account_are_forgotten()
    {
        OperationFiles.Open(_directory, Now).Write(Record(InventoryOperationState.Unknown));
        Assert.Empty(OperationFiles.Open(_directory, Now, forget: true).Find());
        Assert.Empty(OperationFiles.Open(_directory, Now).Find());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"Epoch\":1")]
    public void A_file_that_cannot_be_understood_keeps_the_worker_from_starting(string content)
    {
        File.WriteAllText(Path.Combine(_directory, "1-1.json"), content);
        var problem = Assert.Throws<StoreUnavailableException>(() => OperationFiles.Open(_directory, Now));
        Assert.Contains("1-1.json", problem.Message, StringComparison.Ordinal);
    }

    private static OperationRecord Record(InventoryOperationState state) => new()
    {
        Epoch = 3,
        Number = 1,
        Slug = "btc-updown-5m-1793714400",
        ConditionId = "0x" + new string('a', 64),
        Closes = Now,
        Version = MarketVersion.ConditionalTokens,
        NegativeRisk = false,
        Kind = InventoryOperationKind.Merge,
        Amount = Size.Shares(12),
        State = state,
        GasCost = new Money(17),
        Updated = Now,
    };
}

using Microsoft.Extensions.Logging;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Storage.Archive;
using PolyCloud.Storage.AzureTables;
using PolyCloud.Storage.Control;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.Intents;
using PolyCloud.Storage.Operations;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Host;

/// <summary>What a worker keeps: state store, intent log, halt and epoch files. Opened before anything is sent.</summary>
internal sealed class WorkerStores : IAsyncDisposable
{
    private readonly ITableStore _tables;
    private readonly string _shard;
    private readonly Timestamp _started;
    private string _controlWritten = "";
    private TableRow? _riskWritten;
    private string _parametersWritten = "";

    private WorkerStores(ITableStore tables, IntentLog intents, StateWriter state, OperationFiles operations, HaltFile halt, long epoch, string shard, Timestamp started, JournalOfRun? journal)
    {
        _tables = tables;
        Intents = intents;
        State = state;
        Operations = operations;
        Halt = halt;
        Epoch = epoch;
        _shard = shard;
        _started = started;
        Journal = journal;
    }

    /// <summary>The store itself, for what others write into it.</summary>
    public ITableStore Tables => _tables;

    /// <summary>The store with its archive; null where the rows are in Table Storage, which costs no memory of ours and keeps them.</summary>
    public ArchivedTableStore? Archived => _tables as ArchivedTableStore;

    public IntentLog Intents { get; }

    public StateWriter State { get; }

    /// <summary>Operations on chain, those of earlier epochs too.</summary>
    public OperationFiles Operations { get; }

    public HaltFile Halt { get; }

    /// <summary>Null where none is kept.</summary>
    public JournalOfRun? Journal { get; }

    /// <summary>What leaves this machine beside the state.</summary>
    public required CloudRecords Cloud { get; init; }

    public long Epoch { get; }

    /// <summary>What limits and breakers remembered when the last epoch ended; null where nothing is kept.</summary>
    public RiskState? Risk { get; private init; }

    /// <summary>Parameter changes that were in force when the last epoch ended; empty where nothing is kept.</summary>
    public IReadOnlyList<ParameterChange> Parameters { get; private init; } = [];

    /// <summary>Windows that ended since the last epoch died, unsettled; empty where nothing is kept.</summary>
    public IReadOnlyList<string> EndedWindows { get; private init; } = [];

    /// <summary>The control plane's newest parameters that the last epoch acknowledged; 0 where none.</summary>
    public long ParametersFollowed { get; private init; }

    /// <summary>Those whose orders may still rest, newest first.</summary>
    public required IReadOnlyList<long> PreviousEpochs { get; init; }

    public static async Task<WorkerStores> OpenAsync(WorkerOptions options, TimeProvider time, ILogger log, CancellationToken cancellation)
    {
        Directory.CreateDirectory(options.DataDirectory);
        var now = new Clock(time).Now;
        ITableStore tables = options.TablesConnection is { } connection ? await OpenTablesAsync(connection, time, cancellation) : OpenFiles(options, log);
        try
        {
            var file = new EpochFile(Path.Combine(options.DataDirectory, "epoch"));
            var epoch = await EpochClaim.ClaimAsync(tables, file, options.Shard, Environment.MachineName + ":" + Environment.ProcessId, now, cancellation);
            var previous = await EpochClaim.PredecessorsAsync(tables, options.Shard, epoch, cancellation);
            var risk = options.IsNewAccount ? null : await ReadAsync(tables, options.Shard, RiskRow.RowKey, row => RiskRow.Read(row).State, cancellation);
            var parameters = options.IsNewAccount ? null : await ReadAsync(tables, options.Shard, ParametersRow.RowKey, row => ParametersRow.Read(row).Changes, cancellation);
            var observed = await tables.GetAsync(ControlTables.Observed, options.Shard, ControlTables.WorkerRow, cancellation);
            IReadOnlyList<string> ended = options.IsNewAccount ? [] : await UnsettledWindows.ReadAsync(tables, options.Series.Name, now - NodeOptions.LookBackOf(options.Series), now, cancellation);
            var intents = IntentLog.Open(new IntentLogOptions { Directory = Path.Combine(options.DataDirectory, "intents") });
            if (intents.Torn is { } torn)
            {
                log.LogWarning("the intent log's torn tail was cut: {Torn}", torn);
            }

            return new WorkerStores(
                tables, intents, new StateWriter(tables, new StateWriterOptions(), time),
                OperationFiles.Open(Path.Combine(options.DataDirectory, "operations"), now, forget: options.IsNewAccount), HaltFlag.Of(options.DataDirectory), epoch, options.Shard, now,
                JournalOfRun.Open(options, epoch, log))
            {
                PreviousEpochs = previous,
                Risk = risk,
                Cloud = CloudRecords.Open(options, $"shard-{options.Shard}-epoch-{epoch}", log),
                Parameters = parameters ?? [],
                EndedWindows = ended,
                ParametersFollowed = observed is null || options.IsNewAccount ? 0 : ObservedWorkerRow.Read(observed).ParametersNumber,
            };
        }
        catch
        {
            await tables.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes the control row when it says something new.</summary>
    public void WriteControl(Reason halt, Timestamp now)
    {
        var said = halt.Label();
        if (said != _controlWritten)
        {
            _controlWritten = said;
            State.Enqueue(WorkerTables.Control, new ControlRow
            {
                Shard = _shard,
                Epoch = Epoch,
                Halted = halt != Reason.None,
                Reason = halt == Reason.None ? "" : said,
                Started = _started,
                Updated = now,
            }.ToTableRow());
        }
    }

    /// <summary>Writes what limits and breakers remember when it has changed.</summary>
    public void WriteRisk(RiskState risk)
    {
        var row = new RiskRow { Shard = _shard, Epoch = Epoch, State = risk }.ToTableRow();
        if (_riskWritten is null || row.Columns[nameof(RiskRow.State)] != _riskWritten.Columns[nameof(RiskRow.State)])
        {
            _riskWritten = row;
            State.Enqueue(WorkerTables.Control, row);
        }
    }

    /// <summary>Writes the parameter changes in force when they have changed.</summary>
    public void WriteParameters(IReadOnlyList<ParameterChange> changes)
    {
        var row = new ParametersRow { Shard = _shard, Epoch = Epoch, Changes = changes }.ToTableRow();
        var text = row.Columns[nameof(ParametersRow.Changes)];
        if (text != _parametersWritten)
        {
            _parametersWritten = text;
            State.Enqueue(WorkerTables.Control, row);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Journal?.Dispose();
        await Cloud.DisposeAsync();
        await State.DisposeAsync();
        Intents.Dispose();
        await _tables.DisposeAsync();
    }

    /// <exception cref="StoreUnavailableException">The row cannot be read: without it what a person or a limit decided would be forgotten.</exception>
    private static async Task<T?> ReadAsync<T>(ITableStore tables, string shard, string key, Func<TableRow, T> read, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await tables.GetAsync(WorkerTables.Control, shard, key, cancellation) is { } stored ? read(stored) : null;
        }
        catch (InvalidStateRowException problem)
        {
            throw new StoreUnavailableException(problem.Message, problem);
        }
    }

    private static ArchivedTableStore OpenFiles(WorkerOptions options, ILogger log)
    {
        var files = ArchivedTableStore.Open(new FileTableStoreOptions { Directory = Path.Combine(options.DataDirectory, "state"), Shared = options.HasControlPlane });
        if (files.Hot.Torn is { } torn)
        {
            log.LogWarning("the state log's torn tail was cut: {Torn}", torn);
        }

        return files;
    }

    private static async Task<ITableStore> OpenTablesAsync(string connection, TimeProvider time, CancellationToken cancellation)
    {
        var tables = new TableStorageClient(TableStorageOptions.FromConnectionString(connection), time);
        await tables.GetAsync(WorkerTables.Epochs, "probe", "probe", cancellation);
        return tables;
    }
}

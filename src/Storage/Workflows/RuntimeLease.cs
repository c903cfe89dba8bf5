using System.Globalization;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Workflows;

/// <summary>
/// Who runs the instances of a store, until when. The epoch rises with every owner; an owner whose time has run out may have been
/// replaced, so it stops before it looks.
/// </summary>
public sealed class RuntimeLease
{
    private const string Partition = "runtime";
    private const string Row = "owner";
    private const string HolderColumn = "Holder";
    private const string ExpiresColumn = "Expires";

    private readonly ITableStore _store;
    private readonly string _holder;
    private readonly Duration _length;
    private TableRow _stored;

    private RuntimeLease(ITableStore store, string holder, Duration length, TableRow stored)
    {
        _store = store;
        _holder = holder;
        _length = length;
        _stored = stored;
    }

    public long Epoch => _stored.Whole(WorkerTables.EpochColumn);

    public Timestamp Expires => _stored.Moment(ExpiresColumn);

    /// <summary>The lease, or null while another holds it.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be used.</exception>
    public static async Task<RuntimeLease?> TryTakeAsync(ITableStore store, string holder, Duration length, Timestamp now, CancellationToken cancellation)
    {
        var current = await store.GetAsync(WorkflowTables.Leases, Partition, Row, cancellation);
        if (current is not null && current.Moment(ExpiresColumn) > now)
        {
            return null;
        }

        var epoch = (current?.Whole(WorkerTables.EpochColumn) ?? 0) + 1;
        var write = new TableWrite(current is null ? TableWriteKind.Insert : TableWriteKind.Replace, RowOf(holder, epoch, now + length, current?.Version ?? ""));
        try
        {
            var stored = await store.WriteAsync(WorkflowTables.Leases, [write], cancellation);
            return new RuntimeLease(store, holder, length, stored[0]);
        }
        catch (StoreConflictException)
        {
            return null;
        }
    }

    /// <summary>Whether a runtime has the lease at this moment.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public static async Task<bool> IsHeldAsync(ITableStore store, Timestamp now, CancellationToken cancellation) =>
        await store.GetAsync(WorkflowTables.Leases, Partition, Row, cancellation) is { } row && row.Moment(ExpiresColumn) > now;

    /// <exception cref="LeaseLostException">Another has taken it.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be used; the lease runs on until it expires.</exception>
    public async Task RenewAsync(Timestamp now, CancellationToken cancellation) => await WriteAsync(now + _length, cancellation);

    /// <summary>Lets another take it at once.</summary>
    /// <exception cref="LeaseLostException">Another has taken it.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be used; the lease runs on until it expires.</exception>
    public async Task ReleaseAsync(Timestamp now, CancellationToken cancellation) => await WriteAsync(now, cancellation);

    private async Task WriteAsync(Timestamp expires, CancellationToken cancellation)
    {
        try
        {
            var write = new TableWrite(TableWriteKind.Replace, RowOf(_holder, Epoch, expires, _stored.Version));
            _stored = (await _store.WriteAsync(WorkflowTables.Leases, [write], cancellation))[0];
        }
        catch (StoreConflictException)
        {
            await ReadOwnAsync(cancellation);
        }
    }

    // The answer to an own write may have been lost: then the row is still ours.
    private async Task ReadOwnAsync(CancellationToken cancellation)
    {
        var current = await _store.GetAsync(WorkflowTables.Leases, Partition, Row, cancellation);
        if (current is null || current.Whole(WorkerTables.EpochColumn) != Epoch)
        {
            throw new LeaseLostException($"The workflows are run by epoch {current?.Whole(WorkerTables.EpochColumn)}; this runtime has epoch {Epoch}.");
        }

        _stored = current;
    }

    private static TableRow RowOf(string holder, long epoch, Timestamp expires, string version) => new(
        Partition,
        Row,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [WorkerTables.EpochColumn] = epoch.ToString(CultureInfo.InvariantCulture),
            [HolderColumn] = holder,
            [ExpiresColumn] = expires.Micros.ToString(CultureInfo.InvariantCulture),
        },
        version);
}

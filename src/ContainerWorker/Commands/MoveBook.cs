using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Commands;

/// <summary>Wishes to move money and what became of them, in a file that outlives the process. The oldest decided ones make room.</summary>
internal sealed class MoveBook
{
    /// <summary>More open wishes than anybody means; further ones are refused until some are decided.</summary>
    public const int Capacity = 50;

    private readonly StoredList<WalletProposal> _file;
    private readonly Lock _gate = new();

    /// <exception cref="StoreUnavailableException">The file is there and cannot be understood.</exception>
    public MoveBook(string path) => _file = new StoredList<WalletProposal>(path);

    public IReadOnlyList<WalletProposal> NewestFirst => _file.Items;

    /// <summary>Null where there is no room.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be written down: it is not proposed.</exception>
    public WalletProposal? Add(WalletMove move, Money amount, string why, string who, Timestamp now)
    {
        lock (_gate)
        {
            var kept = _file.Items.ToList();
            if (kept.Count == Capacity)
            {
                var oldest = kept.FindLastIndex(static proposal => proposal.State != ProposalState.Proposed);
                if (oldest < 0)
                {
                    return null;
                }

                kept.RemoveAt(oldest);
            }

            var made = new WalletProposal(Guid.CreateVersion7().ToString("N"), move, amount, why, who, now, ProposalState.Proposed, "", default);
            _file.Write([made, .. kept]);
            return made;
        }
    }

    /// <returns>The proposal as it was before; null where there is none. One that was decided stays as it is.</returns>
    /// <exception cref="StoreUnavailableException">It cannot be written down.</exception>
    public WalletProposal? Decide(string id, ProposalState state, string who, Timestamp now)
    {
        lock (_gate)
        {
            var found = _file.Items.FirstOrDefault(proposal => proposal.Id == id);
            if (found is { State: ProposalState.Proposed })
            {
                _file.Write([.. _file.Items.Select(proposal => proposal.Id == id ? proposal with { State = state, DecidedBy = who, DecidedAt = now } : proposal)]);
            }

            return found;
        }
    }
}

using System.Globalization;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Approvals;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.ContainerWorker.Doctor.Checks;

/// <summary>The chain, where endpoints are configured: the right one, up to date, and the wallet's approvals as it knows them.</summary>
internal static class NodeChecks
{
    private static readonly Duration Patience = Duration.FromSeconds(5);

    public static IEnumerable<DoctorCheck> Of(DoctorSubject subject)
    {
        var nodes = subject.Options.Venue.Nodes;
        if (nodes.Count == 0)
        {
            yield return new DoctorCheck("chain", _ => Task.FromResult(DoctorFinding.Ok("no endpoint is configured (venue.nodes); the venue's word stands for approvals")));
            yield break;
        }

        for (var node = 0; node < nodes.Count; node++)
        {
            var index = node;
            yield return new DoctorCheck($"chain node {index + 1}", cancellation => NodeAsync(subject, index, cancellation));
        }

        yield return new DoctorCheck("approvals", cancellation => subject.Wallet is { } wallet
            ? ApprovalsAsync(subject, wallet, cancellation)
            : Task.FromResult(DoctorFinding.NotChecked("no wallet is usable")));
    }

    /// <summary>Only the host is told: an address may carry a key.</summary>
    private static async Task<DoctorFinding> NodeAsync(DoctorSubject subject, int node, CancellationToken cancellation)
    {
        var host = subject.Options.Venue.Nodes[node].Host;
        var chain = await AskAsync(subject, node, RpcRequest.ChainId(), cancellation);
        if (chain.Kind != RpcAnswerKind.Result || !HexText.TryLong(chain.Result, out var id))
        {
            return DoctorFinding.Warning($"{host} does not answer", "Check the address, its key and the network.");
        }

        if (id != ExchangeDomain.PolygonChainId)
        {
            return DoctorFinding.Error($"{host} is on chain {id}, not {ExchangeDomain.PolygonChainId}", "Name an endpoint of Polygon.");
        }

        var block = await AskAsync(subject, node, RpcRequest.LatestBlock(), cancellation);
        if (block.Kind != RpcAnswerKind.Result || !ChainHead.TryRead(block.Result, out var head))
        {
            return DoctorFinding.Warning($"{host} does not tell its newest block", "Name another endpoint.");
        }

        var age = subject.Clock.Now - head.At;
        var words = string.Create(CultureInfo.InvariantCulture, $"{host}: block {head.Number}, {age.TotalSeconds:0} s old");
        return age > new RpcOptions().HeadAgeMaximum ? DoctorFinding.Warning(words, "It is behind: name another endpoint.") : DoctorFinding.Ok(words);
    }

    private static async Task<RpcAnswer> AskAsync(DoctorSubject subject, int node, RpcRequest request, CancellationToken cancellation)
    {
        var asked = 0L;
        var outcome = await subject.AskAsync((id, _) => request.To(asked = id, node, Patience), cancellation);
        return RpcAnswer.Read(asked, outcome);
    }

    private static async Task<DoctorFinding> ApprovalsAsync(DoctorSubject subject, TradingWallet wallet, CancellationToken cancellation)
    {
        var endpoints = new RpcEndpoints(new RpcOptions { Endpoints = subject.Options.Venue.Nodes.Count, Timeout = Patience });
        var check = new ApprovalCheck(endpoints, wallet.Funder, Approval.Required(new ContractAddresses()));
        var outbox = new HttpOutbox();
        check.Start(subject.Clock.Now, outbox);
        while (!check.IsDone)
        {
            var call = outbox.Calls[0];
            outbox.Clear();
            var outcome = await subject.AskAsync((_, _) => call, cancellation);
            check.Completed(subject.Clock.Now, call.Id, outcome, outbox);
        }

        return check.Unread.Count > 0 ? DoctorFinding.Warning($"{check.Unread.Count} could not be read", "Name another endpoint.")
            : check.Missing.Count > 0 ? DoctorFinding.Warning("not given: " + string.Join(", ", check.Missing.Select(approval => approval.SpenderName).Distinct(StringComparer.Ordinal)), "Give them at the venue's web site, or send the approvals.")
            : DoctorFinding.Ok("all given");
    }
}

namespace ChatTriage.Loans;

/// <summary>Money that changes hands at one moment, seen by the lender: what the borrower receives is negative.</summary>
/// <param name="Time">Periods since the first disbursement.</param>
/// <param name="Amount">Yuan.</param>
public readonly record struct CashFlow(int Time, decimal Amount);

/// <summary>
/// The rate a period at which what was received and what is paid are worth the same. Roots are sought in the force of interest
/// ln(1+r), where the present value of every flow is an exponential and no bracket can leave the domain r &gt; -1.
/// </summary>
/// <param name="Rate">The rate a period as a fraction; null when the flows do not determine it.</param>
/// <param name="SignChanges">How often the direction of the money changes over time.</param>
public sealed record InternalRateOfReturn(double? Rate, int SignChanges)
{
    /// <summary>
    /// Solves the flows. With one change of sign the rate is the only one (Descartes' rule, which holds for exponential sums too).
    /// With several it is taken only where the running total changes its sign once and ends in the lender's favour: then exactly one
    /// rate is positive (Norstrøm 1972). Otherwise several rates may fit, and none is given.
    /// </summary>
    public static InternalRateOfReturn Of(IEnumerable<CashFlow> flows)
    {
        var byTime = flows.GroupBy(flow => flow.Time).Select(group => new CashFlow(group.Key, group.Sum(flow => flow.Amount)))
            .Where(flow => flow.Amount != 0).OrderBy(flow => flow.Time).ToArray();
        var changes = SignChangesOf(byTime.Select(flow => flow.Amount));
        if (changes == 0) return new InternalRateOfReturn(null, 0);

        var totals = new List<decimal>();
        foreach (var flow in byTime) totals.Add(totals.LastOrDefault() + flow.Amount);
        if (changes == 1) return new InternalRateOfReturn(Root(byTime, totals[^1] == 0 ? 0 : Math.Sign(totals[^1]) * Math.Sign(byTime[^1].Amount)), 1);
        var isOnlyPositive = byTime[0].Amount < 0 && totals[^1] > 0 && SignChangesOf(totals) == 1;
        return new InternalRateOfReturn(isOnlyPositive ? Root(byTime, 1) : null, changes);
    }

    /// <summary>The root on one side of zero: +1 above, -1 below, 0 when it is zero itself.</summary>
    private static double Root(CashFlow[] flows, int side)
    {
        if (side == 0) return 0;
        var signAtZero = Math.Sign(flows.Sum(flow => flow.Amount));
        double near = 0, far = side * 0.01;
        while (SignAt(flows, far) == signAtZero) (near, far) = (far, 2 * far);
        while (true)
        {
            var middle = (near + far) / 2;
            if (middle == near || middle == far) return Math.Exp(middle) - 1;
            if (SignAt(flows, middle) == signAtZero) near = middle;
            else far = middle;
        }
    }

    /// <summary>The sign of the present value. The largest discount factor is taken out, so that nothing overflows.</summary>
    private static int SignAt(CashFlow[] flows, double force)
    {
        var largest = Math.Max(-force * flows[0].Time, -force * flows[^1].Time);
        return Math.Sign(flows.Sum(flow => (double)flow.Amount * Math.Exp(-force * flow.Time - largest)));
    }

    private static int SignChangesOf(IEnumerable<decimal> amounts)
    {
        var signs = amounts.Select(Math.Sign).Where(sign => sign != 0).ToArray();
        return signs.Zip(signs.Skip(1)).Count(pair => pair.First != pair.Second);
    }
}

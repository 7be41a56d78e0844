namespace LvsMon.VmPeer;

/// <summary>The command lines.</summary>
internal static class Usage
{
    /// <summary>One line a command.</summary>
    internal const string Text = """
        vm-peer now
        vm-peer serve ADDR:PORT NAME LOG
        vm-peer load ADDR:PORT EVERYMS SECONDS LOG [SOURCEADDR]
        vm-peer hold ADDR:PORT COUNT BUSY FIRSTPORT LOG [SOURCEADDR]
        vm-peer once ADDR:PORT SOURCEPORT [TIMEOUTMS] [SOURCEADDR]
        vm-peer watch LOG [PATH]
        vm-peer until PATH TIMEOUTMS present|absent TEXT
        vm-peer count PATH TEXT
        vm-peer udp-echo ADDR:PORT NAME LOG
        vm-peer udp ADDR:PORT COUNT EVERYMS [SOURCEPORT]

        """;
}

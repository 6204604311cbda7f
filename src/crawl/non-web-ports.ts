/** Ports below 1024 that web sites are met on; a county's second site often sits on 81 to 99 or 8xx. */
const lowWebPorts = new Set([
  443, 591, 800, 801, 802, 803, 805, 806, 808, 809, 810, 818, 880, 886, 888, 889, 898, 899, 999,
]);

/** Ports from 1024 on where something else than a web site listens, as a rule. */
const highServicePorts = [
  1080, 1433, 1434, 1521, 1719, 1720, 1723, 1883, 2049, 2181, 2222, 2375, 2376, 2377, 2379, 2380,
  3128, 3306, 3389, 3659, 4045, 4190, 4369, 5060, 5061, 5432, 5672, 5900, 5901, 5984, 5985, 5986,
  6000, 6379, 6443, 6514, 6566, 6660, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 9042, 9092, 9200,
  9300, 10080, 10250, 11211, 15672, 27017, 27018, 33060,
];

/** Every port that is refused unless the operator crawls a network of their own. */
export function listNonWebPorts(): ReadonlySet<number> {
  const ports = new Set(highServicePorts);
  for (let port = 1; port < 1024; port += 1) {
    const isWeb = (port >= 80 && port <= 99) || lowWebPorts.has(port);
    if (!isWeb) ports.add(port);
  }
  return ports;
}
